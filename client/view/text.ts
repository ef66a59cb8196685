/** Text with the language it is written in, so that it is spoken, broken and set right. */
export interface Text {
  readonly text: string;
  /** `undefined` for text that belongs to no language: ids, numbers, file names. */
  readonly language: string | undefined;
}
