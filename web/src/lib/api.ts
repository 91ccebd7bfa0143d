import { Problem } from './problem';

/** The one shape of every list the server answers with. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>;

interface Options {
  query?: Query;
  /** Sent as JSON, unless it is a form, plain text or a file, which go as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export const api = {
  get: <T>(path: string, options?: Options) => call<T>('GET', path, options),
  post: <T = undefined>(path: string, options?: Options) => call<T>('POST', path, options),
  put: <T = undefined>(path: string, options?: Options) => call<T>('PUT', path, options),
  patch: <T = undefined>(path: string, options?: Options) => call<T>('PATCH', path, options),
  delete: <T = undefined>(path: string, options?: Options) => call<T>('DELETE', path, options),
  /** An answer that is no JSON, with its headers. */
  raw: answered,
};

async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await answered(method, path, options);
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return (isJson ? await response.json() : undefined) as T;
}

async function answered(method: string, path: string, options: Options): Promise<Response> {
  const response = await send(method, path, options);
  if (!response.ok) throw await Problem.of(response);
  return response;
}

async function send(
  method: string,
  path: string,
  { query, body, headers, signal }: Options,
): Promise<Response> {
  const raw = body instanceof FormData || body instanceof Blob || typeof body === 'string';
  try {
    return await fetch(address(path, query), {
      method,
      signal,
      headers: {
        Accept: 'application/json',
        ...(body === undefined || raw ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw Problem.unreachable();
  }
}

/** Empty values are left out: `?query=` and no query at all mean the same to a reader. */
export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) value.forEach((each: string) => parameters.append(name, each));
    else if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const search = parameters.toString();
  return search ? `${path}?${search}` : path;
}

/** One path segment, safe whatever the id holds. */
export const segment = encodeURIComponent;
