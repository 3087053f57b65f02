import type { Io } from '../output/io.ts';

export const schemaNames = ['evidence', 'report', 'config'] as const;
export type SchemaName = (typeof schemaNames)[number];

const draft = 'http://json-schema.org/draft-07/schema#';

/** Prints one of the JSON Schemas. @returns the exit code */
export async function schema(name: SchemaName, io: Io): Promise<number> {
  io.stdout.write(`${JSON.stringify(await schemaOf(name), null, 2)}\n`);
  return 0;
}

async function schemaOf(name: SchemaName): Promise<unknown> {
  switch (name) {
    case 'report':
      return (await import('../../reporters/report-schema.ts')).reportSchema;
    case 'evidence': {
      const { evidenceSchema } = await import('../../evidence/parse.ts');
      const { toJsonSchema } = await import('@valibot/to-json-schema');
      return { $schema: draft, ...toJsonSchema(await evidenceSchema()), title: 'byob-audit evidence, schema version 1' };
    }
    case 'config': {
      const { configSchema } = await import('../settings/schema.ts');
      const { toJsonSchema } = await import('@valibot/to-json-schema');
      return { $schema: draft, ...toJsonSchema(configSchema), title: 'byob-audit.yaml' };
    }
  }
}
