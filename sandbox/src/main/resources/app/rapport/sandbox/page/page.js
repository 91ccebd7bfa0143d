'use strict';

const byId = (id) => document.getElementById(id);
let provider = location.hash.slice(1);
let type = null;
let known = {};

const FAULTS = [
  ['One 500', { kind: 'status', status: 500 }],
  ['429, wait 2 s', { kind: 'status', status: 429, headers: { 'Retry-After': '2' } }],
  ['Three 503', { kind: 'status', status: 503, times: 3 }],
  ['Refuse writes (403)', { kind: 'status', status: 403, match: { method: 'POST' } }],
  ['10 % fail', { kind: 'status', status: 500, times: -1, probability: 0.1 }],
  ['Hang', { kind: 'hang' }],
  ['Cut before', { kind: 'reset' }],
  ['Cut after the write', { kind: 'drop_after_commit', match: { method: 'POST' } }],
  ['Half an answer', { kind: 'truncate' }],
  ['Web page instead', { kind: 'html' }],
  ['Slow (3 s)', { kind: 'slow', delayMs: 3000 }],
  ['Expire tokens', { kind: 'expire_tokens' }],
  ['Revoke tokens', { kind: 'revoke_tokens' }],
];

const FIGURES = [
  ['requests', 'Requests'], ['requestsWithProblems', 'With problems'], ['accessTokensAlive', 'Tokens alive'],
  ['refreshes', 'Refreshes'], ['used', 'Calls of the day'], ['usedToday', 'Calls of the day'],
  ['refusedForLimits', 'Refused for limits'], ['webhooksSent', 'Webhooks sent'], ['latencyMs', 'Added delay, ms'],
];

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error(json && json.error ? json.error : `status ${answer.status}`);
  return json;
}

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function press(text, action, attributes = {}) {
  const button = make('button', text, { type: 'button', ...attributes });
  button.addEventListener('click', () => action().catch((problem) => alert(problem.message)));
  return button;
}

/** Replaces the children only when they changed, so that focus and selection stay where they are. */
function fill(element, key, build) {
  const mark = JSON.stringify(key);
  if (element.dataset.mark === mark) return;
  element.dataset.mark = mark;
  element.replaceChildren(...build());
}

function showProviders(names) {
  fill(byId('providers'), [names, provider], () => names.map((name) => press(name, async () => {
    provider = name;
    type = null;
    location.hash = name;
    await refresh();
  }, { 'aria-pressed': String(name === provider) })));
}

function showNow(state) {
  fill(byId('now'), state, () => {
    const figures = FIGURES.filter(([name]) => name in state).map(([name, label]) => [label, state[name]]);
    if ('contract' in state) figures.push(['Held against contract', state.contract ? 'yes' : 'no']);
    if (state.webhookUrl) figures.push(['Webhooks go to', state.webhookUrl]);
    return figures.map(([label, value]) => {
      const pair = make('div');
      pair.append(make('dt', label), make('dd', String(value)));
      return pair;
    });
  });
}

function showFaults(faults) {
  fill(byId('faults'), faults, () => faults.map((fault) => {
    const item = make('li');
    const where = [fault.match.method, fault.match.path].filter(Boolean).join(' ');
    const left = fault.left < 0 ? 'until removed' : `${fault.left} left`;
    item.append(
      make('span', `${fault.kind}${fault.kind === 'status' ? ' ' + fault.status : ''} ${where} · ${left}`),
      press('Remove', async () => { await call('DELETE', `/control/${provider}/faults/${fault.id}`); await refresh(); }));
    return item;
  }));
}

function showRequests(items) {
  fill(byId('requests'), [provider, items.map((one) => one.seq)], () => items.length === 0
    ? [row('No requests yet.')]
    : items.map((one) => {
      const line = make('tr');
      const open = make('td', undefined, { class: 'wide' });
      const query = one.query ? `?${decodeURIComponent(one.query.replace(/\+/g, ' '))}` : '';
      open.append(press(`${one.method} ${one.path}${query}`.slice(0, 160), async () => detail(`${one.method} ${one.path}`, one)));
      const status = one.status === 0 ? 'cut' : String(one.status);
      line.append(
        make('td', new Date(one.at).toLocaleTimeString()), open,
        make('td', one.fault ? `${status} (${one.fault})` : status, { class: one.status >= 200 && one.status < 400 ? 'good' : 'bad' }),
        make('td', one.problems.join(' · '), { class: 'wide bad' }));
      return line;
    }));
}

function row(text) {
  const line = make('tr');
  line.append(make('td', text, { class: 'muted', colspan: '4' }));
  return line;
}

function fields(record) {
  return record.properties || record;
}

/** What a person knows a record by comes first, what the system needs last. */
function rank(name) {
  if (/^(name|subject|dealname|firstname|lastname|masterlabel|hs_.*(title|subject|note_body))$/i.test(name)) return 0;
  if (/^(email|domain|website|title|jobtitle|status|stagename|dealstage|amount|activitydate.*|durationinminutes|type|hs_timestamp|hs_.*(status|outcome|priority))$/i.test(name)) return 1;
  return /(^hs_object|date$|stamp$|^is|id$)/i.test(name) ? 3 : 2;
}

function showRecords(counts, items) {
  fill(byId('types'), [counts, type], () => Object.entries(counts).map(([name, count]) => press(`${name} ${count}`, async () => {
    type = name;
    await refresh();
  }, { 'aria-pressed': String(name === type) })));
  fill(byId('records'), [provider, type, items], () => {
    if (items.length === 0) return [row('No records of this type.')];
    const columns = [...new Set(items.flatMap((one) => Object.entries(fields(one))
      .filter(([, value]) => value !== null && typeof value !== 'object').map(([name]) => name)))].sort((a, b) => rank(a) - rank(b)).slice(0, 9);
    const head = make('thead');
    const names = make('tr');
    names.append(...columns.map((name) => make('th', name, { scope: 'col' })));
    head.append(names);
    const body = make('tbody');
    body.append(...items.slice().reverse().map((one) => {
      const line = make('tr');
      columns.forEach((name, at) => {
        const text = String(fields(one)[name] ?? '').slice(0, 80);
        const cell = make('td', at === 0 ? undefined : text);
        if (at === 0) cell.append(press(text || '(open)', async () => detail(type, one, true)));
        line.append(cell);
      });
      return line;
    }));
    return [head, body];
  });
}

async function showReceived() {
  const all = (await call('GET', '/control/receivers')).items;
  const full = await Promise.all(all.map((one) => call('GET', `/control/receivers/${encodeURIComponent(one.name)}?since=${Math.max(0, one.total - 20)}`)));
  fill(byId('received'), full.map((one) => [one.name, one.total]), () => full.length === 0
    ? [make('p', 'Nothing received yet.', { class: 'muted' })]
    : full.map((one) => {
      const box = make('div');
      box.append(make('h3', `${one.name} (${one.total})`));
      const list = make('ul', undefined, { class: 'plain' });
      list.append(...one.items.reverse().map((item) => {
        const line = make('li');
        line.append(make('span', new Date(item.at).toLocaleTimeString()), press(item.body.slice(0, 120) || '(empty)', async () => detail(one.name, item)));
        return line;
      }));
      box.append(list);
      return box;
    }));
}

function pretty(value) {
  const copy = { ...value };
  for (const name of ['response', 'body']) {
    if (typeof copy[name] === 'string') {
      try { copy[name] = JSON.parse(copy[name]); } catch { /* shown as it is */ }
    }
  }
  return JSON.stringify(copy, null, 2);
}

function detail(title, value, editable = false) {
  byId('detail-title').textContent = title;
  byId('detail-body').textContent = pretty(value);
  byId('edit').hidden = !editable;
  byId('edit-message').textContent = '';
  if (editable) {
    known = { type, id: value.Id || value.id };
    byId('edit-field').replaceChildren(...Object.keys(fields(value)).map((name) => make('option', name)));
    byId('edit-value').value = '';
  }
  byId('detail').showModal();
}

byId('edit').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const changed = await call('PATCH', `/control/${provider}/records/${known.type}/${known.id}`, { [byId('edit-field').value]: byId('edit-value').value });
    byId('detail-body').textContent = pretty(changed);
    byId('edit-message').textContent = 'Changed.';
    await refresh();
  } catch (problem) {
    byId('edit-message').textContent = problem.message;
  }
});

byId('reset').addEventListener('click', async () => {
  if (confirm('Back to the seed data? Records, faults and logs go.')) {
    await call('POST', '/control/reset');
    await refresh();
  }
});

byId('fault-buttons').append(
  ...FAULTS.map(([label, fault]) => press(label, async () => { await call('POST', `/control/${provider}/faults`, fault); await refresh(); })),
  press('Clear all', async () => { await call('DELETE', `/control/${provider}/faults`); await refresh(); }));
byId('receiver-url').textContent = `${location.origin}/receiver/any-name`;

async function refresh() {
  const all = await call('GET', '/control');
  const names = Object.keys(all);
  if (!names.includes(provider)) provider = names[0];
  const state = all[provider];
  if (!type || !(type in state.records)) type = Object.keys(state.records)[0];
  showProviders(names);
  showNow(state);
  const [faults, requests, records] = await Promise.all([
    call('GET', `/control/${provider}/faults`),
    call('GET', `/control/${provider}/requests?limit=50`),
    call('GET', `/control/${provider}/records/${type}?limit=100`),
  ]);
  showFaults(faults.items);
  showRequests(requests.items.reverse());
  showRecords(state.records, records.items);
  await showReceived();
}

async function keepFresh() {
  if (!document.hidden) await refresh().catch(() => { /* the sandbox is being restarted; the next turn shows it again */ });
  setTimeout(keepFresh, 2000);
}
keepFresh();
