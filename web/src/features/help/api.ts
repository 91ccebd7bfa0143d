import { queryOptions } from '@tanstack/react-query';

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  enum?: unknown[];
}

interface Operation {
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Route {
  method: string;
  path: string;
  parameters: { name: string; place: string; type: string; required: boolean }[];
  body: string | null;
  answers: { status: string; shape: string }[];
}

const DEPTH = 3;

/** A schema as a short, readable shape: `{ id: uuid, items: [{ … }] }`. */
function shape(schema: Schema | undefined, document: Document, depth = 0): string {
  if (!schema) return '';
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return shape(document.components?.schemas?.[name], document, depth);
  }
  if (schema.enum) return schema.enum.map(String).join(' | ');
  const type = [schema.type].flat().find((one) => one !== 'null');
  if (type === 'array') return `[${shape(schema.items, document, depth + 1)}]`;
  if (schema.properties) {
    if (depth >= DEPTH) return '{ … }';
    const fields = Object.entries(schema.properties).map(
      ([name, field]) => `${name}: ${shape(field, document, depth + 1) || 'any'}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  return schema.format ?? type ?? 'any';
}

const first = (content: Record<string, { schema?: Schema }> | undefined) =>
  Object.values(content ?? {})[0]?.schema;

export const apiRoutes = queryOptions({
  queryKey: ['help', 'api'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Route[]> => {
    const answer = await fetch('/api/openapi.json', { signal });
    if (!answer.ok) throw new Error(`the API's document answered ${answer.status}`);
    const document = (await answer.json()) as Document;
    return Object.entries(document.paths)
      .sort(([one], [other]) => one.localeCompare(other))
      .flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path,
          parameters: (operation.parameters ?? []).map((parameter) => ({
            name: parameter.name,
            place: parameter.in,
            type: shape(parameter.schema, document),
            required: parameter.required ?? false,
          })),
          body: operation.requestBody ? shape(first(operation.requestBody.content), document) : null,
          answers: Object.entries(operation.responses ?? {}).map(([status, response]) => ({
            status,
            shape: shape(first(response.content), document),
          })),
        })),
      );
  },
});
