import type { Page, Request, Route } from '@playwright/test';
import { ada, notices } from './data';

type Answer =
  { status?: number; json?: unknown; headers?: Record<string, string>; body?: string | Buffer } | undefined;
type Handler = (request: Request, parameters: string[], url: URL) => Answer | Promise<Answer>;

/**
 * The server as far as a test needs it: `GET /api/me` and so on, `:x` for a path parameter. What no handler
 * answers fails the test, so that a page cannot quietly ask for something that does not exist.
 */
export class MockApi {
  readonly calls: { method: string; path: string; body: unknown }[] = [];
  readonly unexpected: string[] = [];
  private readonly handlers: { method: string; pattern: RegExp; handler: Handler }[] = [];

  on(address: string, handler: Handler | object): this {
    const [method = 'GET', path = '/'] = address.split(' ');
    const pattern = new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`);
    const answer: Handler = typeof handler === 'function' ? (handler as Handler) : () => ({ json: handler });
    this.handlers.unshift({ method, pattern, handler: answer });
    return this;
  }

  async serve(page: Page): Promise<this> {
    // Of ours: other services have an /api/ too.
    await page.route(/^http:\/\/localhost:\d+\/api\//, (route) => this.answer(route));
    return this;
  }

  bodyOf(address: string): unknown {
    const [method, path] = address.split(' ');
    return this.calls.findLast((call) => call.method === method && call.path === path)?.body;
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    let body: unknown;
    try {
      body = request.postDataJSON();
    } catch {
      body = request.postData();
    }
    this.calls.push({ method: request.method(), path: url.pathname, body });
    for (const { method, pattern, handler } of this.handlers) {
      const match = method === request.method() ? pattern.exec(url.pathname) : null;
      if (!match) continue;
      const answer = await handler(request, match.slice(1).map(decodeURIComponent), url);
      if (!answer) return route.fulfill({ status: 204 });
      return route.fulfill({
        ...answer,
        headers: {
          'Content-Type': (answer.status ?? 200) >= 400 ? 'application/problem+json' : 'application/json',
          ...answer.headers,
        },
      });
    }
    this.unexpected.push(`${request.method()} ${url.pathname}`);
    return route.fulfill({ status: 404, json: { code: 'not_found', detail: 'Not found.' } });
  }
}

export const list = <T>(items: T[]) => ({ items, nextCursor: null, total: items.length });

export const problem = (status: number, code: string, detail: string): Answer => ({
  status,
  json: { status, code, detail },
});

/** Somebody is signed in; `as` says who. */
export function signedIn(as: object = ada): MockApi {
  let me: object = as;
  return new MockApi()
    .on('GET /api/me', () => ({ json: me }))
    .on('PATCH /api/me', (request) => {
      me = { ...me, ...(request.postDataJSON() as object) };
      return { json: me };
    })
    .on('GET /api/live', () => ({ headers: { 'Content-Type': 'text/event-stream' }, body: ': hello\n\n' }))
    .on('GET /api/setup', { needed: false })
    .on('GET /api/home', { asOf: '2026-03-12T09:45:00Z' })
    .on('GET /api/notices', list(notices))
    .on('GET /api/videos', list([])); // the palette looks for them everywhere
}

export function signedOut(): MockApi {
  return new MockApi()
    .on('GET /api/me', () => problem(401, 'signed_out', 'Sign in first.'))
    .on('GET /api/setup', { needed: false });
}
