/** Requests to the Action API of the wiki this page belongs to. */
export class ApiFailure extends Error {
  readonly code: string;
  /** The answer never came: the same request may be sent again. */
  readonly offline: boolean;

  constructor(code: string, message: string, offline = false) {
    super(message);
    this.code = code;
    this.offline = offline;
  }
}

/** The wiki's code of the language that the page is in. */
export function interfaceLanguage(): string {
  return document.documentElement.lang.toLowerCase();
}

type Fields = Readonly<Record<string, string>>;

export async function get<Answer>(fields: Fields, signal?: AbortSignal): Promise<Answer> {
  const query = new URLSearchParams({ format: 'json', formatversion: '2', ...fields });
  return send<Answer>(`/w/api.php?${query}`, signal === undefined ? {} : { signal });
}

/** Gets a token first: it belongs to the session as it is now. */
export async function post<Answer>(fields: Fields): Promise<Answer> {
  const { query } = await get<{ query: { tokens: { csrftoken: string } } }>({
    action: 'query',
    meta: 'tokens',
    uselang: interfaceLanguage(),
  });
  const body = new URLSearchParams({
    format: 'json',
    formatversion: '2',
    uselang: interfaceLanguage(),
    errorlang: interfaceLanguage(),
    ...fields,
    token: query.tokens.csrftoken,
  });
  return send<Answer>('/w/api.php', { method: 'POST', body });
}

async function send<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init).catch(unanswered);
  // a refusal of the API has a status of its own sometimes, and a body that says more
  const json = (await response.json().catch(unanswered)) as Answer & {
    error?: { code: string; info: string };
  };
  if (json.error !== undefined) throw new ApiFailure(json.error.code, json.error.info);
  return json;
}

/** Any JSON that this wiki serves beside its API. */
export async function getJson<Answer>(url: string): Promise<Answer> {
  const response = await fetch(url).catch(unanswered);
  if (!response.ok) return unanswered(undefined);
  return (await response.json().catch(unanswered)) as Answer;
}

function unanswered(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new ApiFailure('offline', '', true);
}
