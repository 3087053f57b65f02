import { bundleAlone } from './bundle.mjs';

/**
 * What the checks say of themselves, as the source of the module that stands in for `src/catalogue/index.ts`. A string
 * that is parsed when it is asked for costs a start less than an object in the code.
 */
export async function catalogueModule(root) {
  const { code } = await bundleAlone(root, { checks: 'src/checks/all.ts' }, {}, 'esm');
  const { checks } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const text = JSON.stringify(checks);
  return `const text = ${JSON.stringify(text)};\nexport const loadCatalogue = async () => JSON.parse(text);\n`;
}
