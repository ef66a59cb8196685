/** Fields of forms: each with its label, in the order of reading. */
import { html, raw } from 'hono/html';
import type { Markup } from './markup.ts';
import { exampleMarkup, nothing } from './markup.ts';

export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'date';
  readonly hint?: string;
  readonly required?: boolean;
}

export function textField(field: TextField): Markup {
  const { name, label, value = '', type = 'text', hint, required = false } = field;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      dir="auto"
      ${required ? raw(' required') : ''}${hint === undefined ? '' : html` aria-describedby="${name}-hint"`}
    />${hint === undefined ? nothing : html`<small id="${name}-hint" class="soft">${exampleMarkup(hint)}</small>`}
  </div>`;
}

export interface PasswordField {
  readonly name: string;
  readonly label: string;
  readonly autocomplete: 'current-password' | 'new-password';
  readonly hint?: string;
}

export function passwordField({ name, label, autocomplete, hint }: PasswordField): Markup {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="password"
      required
      autocomplete="${autocomplete}"
      ${hint === undefined ? '' : html` aria-describedby="${name}-hint"`}
    />${hint === undefined ? nothing : html`<small id="${name}-hint" class="soft">${exampleMarkup(hint)}</small>`}
  </div>`;
}

export interface SelectField {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly chosen?: string | undefined;
}

export function selectField({ name, label, options, chosen }: SelectField): Markup {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${options.map(
        ([value, text]) =>
          html`<option value="${value}" ${value === chosen ? raw(' selected') : ''}>
            ${text}
          </option>`,
      )}
    </select>
  </div>`;
}

export interface CheckField {
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
  readonly value?: string;
}

export function checkField({ name, label, checked, value = '1' }: CheckField): Markup {
  return html`<label class="check"
    ><input type="checkbox" name="${name}" value="${value}" ${checked ? raw(' checked') : ''} />
    ${label}</label
  >`;
}
