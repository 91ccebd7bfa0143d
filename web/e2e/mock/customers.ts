import { list, signedIn, type MockApi } from './api';
import {
  acme,
  actions,
  ada,
  crmFields,
  customers,
  nextSteps,
  people,
  timeline,
  timelineSources,
  theirTraining,
  theirVideos,
  unmatched,
  users,
} from './data';

/** A server with the demo's customers. */
export function withCustomers(as: object = ada): MockApi {
  return signedIn(as)
    .on('GET /api/customers', (_request, _parameters, url) => {
      const query = url.searchParams.get('query')?.toLowerCase() ?? '';
      return { json: list(customers.filter(({ name }) => name.toLowerCase().includes(query))) };
    })
    .on('GET /api/customers/c-acme', acme)
    .on('GET /api/customers/c-acme/timeline', (_request, _parameters, url) => {
      const source = url.searchParams.get('source');
      return { json: list(timeline.filter((entry) => !source || entry.source === source)) };
    })
    .on('GET /api/customers/:id/timeline/sources', timelineSources)
    .on('GET /api/customers/:id/next-steps', { items: nextSteps })
    .on('GET /api/customers/:id/crm-fields', list(crmFields))
    .on('GET /api/customers/:id/videos', theirVideos)
    .on('GET /api/customers/:id/training', theirTraining)
    .on('GET /api/action-items', list(actions))
    .on('GET /api/people', list(people))
    .on('GET /api/unmatched', list(unmatched))
    .on('GET /api/users', list(users));
}
