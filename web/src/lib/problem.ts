/** What the server says when it refuses (RFC 9457), or what we say when it cannot be reached at all. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errorId: string | undefined;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;
  /** Everything else the server attached, such as a row or a job id. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    extra: { errorId?: string; retryAfter?: number; details?: Record<string, unknown> } = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.errorId = extra.errorId;
    this.retryAfter = extra.retryAfter;
    this.details = extra.details ?? {};
  }

  static async of(response: Response): Promise<Problem> {
    const body = await readJson(response);
    const text = (key: string) => (typeof body[key] === 'string' ? body[key] : undefined);
    const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
    return new Problem(
      response.status,
      text('code') ?? `http_${response.status}`,
      text('detail') ?? text('title') ?? '',
      {
        errorId: text('errorId'),
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
        details: body,
      },
    );
  }

  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '');
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Problem && error.code === code;
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {}; // a proxy's HTML page, say: the status alone has to do
  }
}
