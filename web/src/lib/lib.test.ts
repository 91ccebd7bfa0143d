import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { address, api } from './api';
import { formatFor, isolate } from './format';
import { listen } from './live';
import { Problem } from './problem';
import { matches } from './search';
import { safeReturn } from './session';
import { listenToKeys, register } from './shortcuts';

describe('addresses', () => {
  it('leave out what is empty', () => {
    expect(address('/api/customers', { query: '', owner: undefined, limit: 50 })).toBe(
      '/api/customers?limit=50',
    );
    expect(address('/api/customers')).toBe('/api/customers');
  });

  it('to return to after signing in are our own', () => {
    expect(safeReturn('/customers?query=a')).toBe('/customers?query=a');
    for (const hostile of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:x',
      '/login?from=/x',
    ])
      expect(safeReturn(hostile)).toBeUndefined();
  });
});

describe('problems', () => {
  const answer = (body: string, init: ResponseInit) =>
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, init)));
  afterEach(() => vi.unstubAllGlobals());

  it('carry the sentence, the code and the error id', async () => {
    answer(JSON.stringify({ detail: 'No.', code: 'locked_out', errorId: 'e1' }), {
      status: 429,
      headers: { 'Retry-After': '90' },
    });
    const problem = await api.get('/api/me').catch((error: unknown) => error);
    expect(problem).toMatchObject({
      status: 429,
      code: 'locked_out',
      message: 'No.',
      errorId: 'e1',
      retryAfter: 90,
    });
  });

  it('survive a proxy that answers with a page', async () => {
    answer('<html>', { status: 502 });
    const problem = await api.get('/api/me').catch((error: unknown) => error);
    expect(problem).toMatchObject({ status: 502, code: 'http_502' });
  });

  it('say when nothing answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(api.get('/api/me')).rejects.toBeInstanceOf(Problem);
  });
});

describe('search', () => {
  it('finds by the beginnings of words', () => {
    expect(matches('Acme Corp', 'cor')).toBe(true);
    expect(matches('Acme Corp', 'cor ac')).toBe(true);
    expect(matches('Acme Corp', 'orp')).toBe(false);
  });

  it('reads Arabic and accents as people type them', () => {
    expect(matches('شركة الأُفُق', 'الافق')).toBe(true);
    expect(matches('مؤسسة ٢٠٢٦', '2026')).toBe(true);
    expect(matches('Café Zoë', 'cafe zoe')).toBe(true);
  });
});

describe('formats', () => {
  it('keep Latin digits and the Gregorian calendar in Arabic', () => {
    const format = formatFor('ar', 'Asia/Riyadh');
    expect(format.day('2026-03-12')).toMatch(/2026/);
    expect(format.number(1234)).toMatch(/^[\d,.\s]+$/);
  });

  it('never shift a calendar day', () => {
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles'])
      expect(formatFor('en', zone).day('2026-03-12')).toMatch(/12 Mar/);
  });

  it('tell moments in the zone of the viewer', () => {
    expect(formatFor('en', 'Europe/Berlin').time('2026-01-05T10:00:00Z')).toBe('11:00');
  });

  it('fall back where a zone is unknown', () => {
    expect(formatFor('en', 'Mars/Olympus').number(1)).toBe('1');
  });

  it('say how long ago', () => {
    const now = new Date('2026-03-12T12:00:00Z');
    const format = formatFor('en', 'UTC');
    expect(format.relative('2026-03-12T11:55:00Z', now)).toBe('5 minutes ago');
    expect(format.relative('2026-03-13T12:00:00Z', now)).toBe('tomorrow');
    expect(format.relative('2025-03-13T12:00:00Z', now)).toMatch(/13 Mar 2025/);
  });

  it('isolate names in plain text', () => {
    expect(isolate('أكمي')).toBe('\u2068أكمي\u2069');
  });
});

describe('live news', () => {
  class Source extends EventTarget {
    onopen: (() => void) | null = null;
    onerror: (() => void) | null = null;
    close = vi.fn();
  }
  afterEach(() => vi.useRealTimers());

  it('refreshes what depends on it, once per burst, and everything after a gap', () => {
    vi.useFakeTimers();
    const client = new QueryClient();
    const refresh = vi.spyOn(client, 'invalidateQueries');
    const source = new Source();
    const stop = listen(client, () => source as unknown as EventSource);
    source.onopen?.();
    for (let i = 0; i < 5; i++) source.dispatchEvent(new Event('timeline'));
    vi.advanceTimersByTime(200);
    expect(refresh).toHaveBeenCalledTimes(1);
    const { predicate } = refresh.mock.calls[0]?.[0] ?? {};
    expect(predicate?.({ meta: { live: ['timeline'] } } as never)).toBe(true);
    expect(predicate?.({ meta: { live: ['notice'] } } as never)).toBe(false);
    expect(predicate?.({ meta: undefined } as never)).toBe(false);

    source.onerror?.();
    source.onopen?.();
    vi.advanceTimersByTime(200);
    expect(refresh).toHaveBeenCalledTimes(2);
    stop();
    expect(source.close).toHaveBeenCalled();
  });
});

describe('shortcuts', () => {
  const press = (key: string, target: EventTarget = document.body) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

  it('know single keys and sequences, and rest while someone types', () => {
    const stop = listenToKeys();
    const go = vi.fn();
    const down = vi.fn();
    const drop = [
      register({ keys: 'g c', group: 'go', run: go }),
      register({ keys: 'j', group: 'list', run: down }),
    ];
    press('g');
    press('c');
    expect(go).toHaveBeenCalledTimes(1);
    press('c');
    expect(go).toHaveBeenCalledTimes(1);
    press('j');
    expect(down).toHaveBeenCalledTimes(1);

    const field = document.body.appendChild(document.createElement('input'));
    press('j', field);
    expect(down).toHaveBeenCalledTimes(1);
    field.remove();
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    press('j');
    expect(down).toHaveBeenCalledTimes(1);
    dialog.remove();
    drop.forEach((undo) => undo());
    press('j');
    expect(down).toHaveBeenCalledTimes(1);
    stop();
  });

  it('leave the key that closes a dialog to the dialog', () => {
    const stop = listenToKeys();
    const back = vi.fn();
    const drop = register({ keys: 'Escape', group: 'page', run: back });
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    const close = () => dialog.remove();
    window.addEventListener('keydown', close, { capture: true, once: true });
    press('Escape');
    expect(dialog.isConnected).toBe(false);
    expect(back).not.toHaveBeenCalled();
    press('Escape');
    expect(back).toHaveBeenCalledTimes(1);
    drop();
    stop();
  });
});
