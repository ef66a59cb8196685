/** A value as a reader sees it: text, a link, and what should be added in small print. */
import type { DataValue } from '../../schema/model/data-value.ts';
import { EARTH, JULIAN_CALENDAR } from '../../schema/model/data-value.ts';
import type { EntityId, PropertyId } from '../../schema/model/entity-id.ts';
import { pageEntityId } from '../../schema/model/entity-id.ts';
import { idInConceptIri } from '../../schema/model/mentions.ts';
import type { Snak } from '../../schema/model/snak.ts';
import { formatValue } from '../../schema/model/values/value.ts';
import { formatterLink, pageLink, pagePath, safeLink } from './safe-link.ts';
import type { Text } from './text.ts';
import type { ViewContext } from './view-context.ts';

export interface ValueView extends Text {
  /** An address that may stand in an `href` as it is. */
  readonly href?: string;
  /** The link leaves this wiki. */
  readonly external?: boolean;
  /** Small print: the id behind a name, the calendar of a date. */
  readonly hint?: string;
  /** Not a value but the statement that there is none, or that it is not known or not readable. */
  readonly special?: boolean;
}

export function snakView(snak: Snak, context: ViewContext): ValueView {
  switch (snak.kind) {
    case 'value':
      return valueView(snak.value, snak.property, context);
    case 'somevalue':
      return special(context.messages.text('snak-somevalue'), context);
    case 'novalue':
      return special(context.messages.text('snak-novalue'), context);
  }
}

export function valueView(value: DataValue, property: PropertyId, context: ViewContext): ValueView {
  switch (value.type) {
    case 'string':
      return stringView(value.value, property, context);
    case 'wikibase-entityid':
      return entityLink(value.id, context);
    case 'monolingualtext':
      return { text: value.text, language: value.language, hint: value.language };
    case 'time':
      return value.calendarmodel === JULIAN_CALENDAR
        ? { ...formatted(value, context), hint: context.messages.text('edit-calendar-julian') }
        : formatted(value, context);
    case 'quantity':
      return formatted(value, context);
    case 'globecoordinate':
      return coordinateView(value, context);
    case 'unknown':
      return special(context.messages.text('value-unreadable'), context);
  }
}

/** The name of an entity, linked to its page. */
export function entityLink(id: EntityId, context: ViewContext): ValueView {
  const label = context.label(id);
  const href = entityPath(id, context.asOf);
  return label === undefined
    ? { text: id, language: undefined, href }
    : { ...label, href, hint: id };
}

/** `asOf`: the moment at which the page is to be shown. */
export function entityPath(id: string, asOf?: string): string {
  const page = pageEntityId(id as EntityId);
  const path = pagePath(page) + (asOf === undefined ? '' : `?asof=${encodeURIComponent(asOf)}`);
  return page === id ? path : `${path}#${id.slice(page.length + 1)}`;
}

function stringView(text: string, property: PropertyId, context: ViewContext): ValueView {
  const plain = { text, language: undefined };
  const href = stringLink(text, property, context);
  return href === undefined ? plain : { ...plain, href, external: true };
}

function stringLink(text: string, property: PropertyId, context: ViewContext): string | undefined {
  const datatype = context.datatypeOf(property);
  if (datatype === 'url') return safeLink(text);
  if (datatype === 'commonsMedia') return mediaLink(`File:${text}`, context);
  if (datatype === 'geo-shape' || datatype === 'tabular-data') return mediaLink(text, context);
  const pattern = datatype === 'external-id' ? context.formatterUrlOf(property) : undefined;
  return pattern === undefined ? undefined : formatterLink(pattern, text);
}

function mediaLink(page: string, context: ViewContext): string | undefined {
  const commons = context.site.sites.find(({ id }) => id === 'commonswiki');
  return commons === undefined ? undefined : pageLink(commons.pageUrl, page);
}

function coordinateView(
  value: Extract<DataValue, { type: 'globecoordinate' }>,
  context: ViewContext,
): ValueView {
  const globe = value.globe === EARTH ? undefined : idInConceptIri(value.globe);
  const name = globe === undefined ? undefined : context.label(globe)?.text;
  const text = formatted(value, context);
  return name === undefined ? text : { ...text, hint: name };
}

function formatted(value: DataValue, context: ViewContext): ValueView {
  const language = context.messages.language;
  const text = formatValue(value, { language, label: (id) => context.label(id)?.text });
  return { text, language: undefined };
}

function special(text: string, context: ViewContext): ValueView {
  return { text, language: context.messages.language, special: true };
}
