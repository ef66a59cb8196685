/** What `edit` makes of a page of text: writes it, adds before and after it, or opens a section. */
import { createHash } from 'node:crypto';
import { failure } from '../../../../schema/failures.ts';
import { ApiError } from '../module.ts';

export const textParameters = {
  text: { type: 'string' },
  appendtext: { type: 'string' },
  prependtext: { type: 'string' },
  section: { type: 'string' },
  sectiontitle: { type: 'string' },
  md5: { type: 'string' },
} as const;

export interface TextValues {
  readonly text?: string | undefined;
  readonly appendtext?: string | undefined;
  readonly prependtext?: string | undefined;
  readonly section?: string | undefined;
  readonly sectiontitle?: string | undefined;
  readonly md5?: string | undefined;
  readonly summary?: string | undefined;
}

/** Whether it keeps what the page holds, whoever wrote that. */
export function onlyAdds({ text, section }: TextValues): boolean {
  return text === undefined || section === 'new';
}

/** What is wrong with the parameters, whatever the page holds. */
export function textFailure(values: TextValues): ApiError | undefined {
  const { text, prependtext, appendtext, section = 'new', md5 } = values;
  if (text === undefined && prependtext === undefined && appendtext === undefined) {
    return new ApiError('missingparam', [failure('missing-field', { field: 'text' })]);
  }
  if (section !== 'new') {
    // there is one text a page, and nothing that would cut it at its headings
    return new ApiError('sectionsnotsupported', [
      failure('wrong-type', { field: 'section', expected: 'new' }),
    ]);
  }
  const added = `${prependtext ?? ''}${appendtext ?? ''}`;
  const sent = prependtext === undefined && appendtext === undefined ? (text ?? '') : added;
  if (md5 !== undefined && md5.toLowerCase() !== md5Of(sent)) {
    return new ApiError('badmd5', [failure('wrong-type', { field: 'md5', expected: md5Of(sent) })]);
  }
  return undefined;
}

/** The text of the page afterwards. */
export function newText(held: string, values: TextValues): string {
  const { text, prependtext = '', appendtext = '' } = values;
  if (values.section !== 'new') return `${prependtext}${text ?? held}${appendtext}`;
  const title = sectionTitle(values);
  const said = `${prependtext}${text ?? ''}${appendtext}`;
  return [held, title === '' ? '' : `== ${title} ==`, said]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Of a section without a title of its own the summary is the title. */
export function summaryOf(values: TextValues): string {
  const { section, summary = '', sectiontitle = '' } = values;
  const title = section === 'new' ? sectionTitle(values) : '';
  return title === '' || (sectiontitle !== '' && summary !== '') ? summary : `/* ${title} */`;
}

function sectionTitle({ sectiontitle = '', summary = '' }: TextValues): string {
  return (sectiontitle === '' ? summary : sectiontitle).trim();
}

function md5Of(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
