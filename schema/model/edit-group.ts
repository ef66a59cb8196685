/**
 * The batch an edit belongs to. Tools (OpenRefine, QuickStatements …) name it in their summaries with
 * a link that ends in `b/TOOL/HASH`; the form is that of EditGroups, so that its habits work here.
 */
export interface EditGroup {
  readonly tool: string;
  readonly hash: string;
}

const LINK =
  /\[\[:?(?:[^\][|]*editgroups\/b\/|[^\][|]*:Edit groups\/)([^\][|/\s]{1,40})\/([^\][|/\s]{1,80})\/?\|/iu;

export function editGroupOf(summary: string): EditGroup | undefined {
  const [, tool, hash] = LINK.exec(summary) ?? [];
  return tool === undefined || hash === undefined ? undefined : { tool, hash };
}

/** `TOOL/HASH`, as people write it. */
export function editGroupText({ tool, hash }: EditGroup): string {
  return `${tool}/${hash}`;
}

export function parseEditGroup(text: string): EditGroup | undefined {
  const [, tool, hash] = /^([^\][|/\s]{1,40})\/([^\][|/\s]{1,80})$/u.exec(text.trim()) ?? [];
  return tool === undefined || hash === undefined ? undefined : { tool, hash };
}
