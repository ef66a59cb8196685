/** One request to the Action API, as a module sees it. */
import type { Context } from 'hono';
import type { SiteSettings } from '../../../schema/model/documents/site-settings.ts';
import type { Messages } from '../../../client/i18n/message.ts';
import type { Visitor } from '../request/visitor.ts';
import type { Services } from '../services.ts';
import type { ApiError } from './module.ts';
import type { Fields, RequestLimits } from './read-parameters.ts';
import type { TextBudget } from './text-budget.ts';

export interface ApiRequest {
  readonly c: Context;
  readonly services: Services;
  /** The settings as they are now. */
  readonly site: SiteSettings;
  readonly visitor: Visitor;
  /** All fields, for modules that hand them on to submodules. */
  readonly fields: Fields;
  readonly limits: RequestLimits;
  /** For what reads the texts of many pages. */
  readonly texts: TextBudget;
  readonly formatVersion: 1 | 2;
  readonly messages: Messages;
  /** `uselang`, else the wiki's own. */
  readonly language: string;
  /** Tells of an error that does not end the call: the answer stands beside it. */
  report(error: ApiError): void;
  /** Adds a warning of this module to the answer. */
  warn(module: string, text: string, messageName?: string): void;
  /** Likewise, of something that clients had better not use. */
  warnOfDeprecation(module: string, text: string): void;
  /** Tells that there is more than one answer holds. */
  warnOfTruncation(text: string): void;
}
