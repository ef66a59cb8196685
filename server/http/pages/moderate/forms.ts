/** What the forms of those who look after the wiki have in common. */
import type { Failure } from '../../../../schema/failures.ts';
import { failureStatus } from '../../response/failure-response.ts';
import type { Services } from '../../services.ts';
import type { Markup } from '../markup.ts';
import type { PageContext } from '../render.ts';
import { renderPage } from '../render.ts';

/** A form, fresh or with what is wrong about it. */
export function formPage(
  c: PageContext,
  services: Services,
  title: string,
  body: Markup,
  [first]: readonly Failure[],
): Promise<Response> {
  const status = first === undefined ? 200 : failureStatus(first);
  return renderPage(c, services, { title, body }, status);
}
