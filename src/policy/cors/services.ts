import { matchesStar, matchesStarAlone, unlistedHeader, type CorsDialect, type CorsService } from './model.ts';

const anyHeaders = [[], ['content-type'], ['content-md5', 'content-type'], [unlistedHeader]] as const;

/** Azure allows one `*` in a header, at its end: `x-ms-meta*` (Azure Storage REST reference, CORS support). */
const matchesPrefix = (pattern: string, header: string): boolean =>
  pattern.endsWith('*') ? header.startsWith(pattern.slice(0, -1)) : pattern === header;

export const corsServices: Readonly<Record<CorsDialect, CorsService>> = {
  // S3 user guide, "How does Amazon S3 evaluate the CORS configuration on a bucket?": origin, method and, in a
  // preflight, every requested header choose the first rule.
  s3: {
    list: 'CORSRules',
    names: { allowedHeaders: 'AllowedHeaders', exposedHeaders: 'ExposeHeaders' },
    headersChoose: true,
    matchesOrigin: matchesStar,
    matchesMethod: (pattern, method) => pattern === method,
    matchesHeader: matchesStar,
    // S3 itself takes no * there; servers that do send it on, and a browser takes it for every header.
    exposes: matchesStarAlone,
    headerSets: anyHeaders,
    needsEtag: true,
  },
  // Cloud Storage XML API, "Set bucket CORS": the first entry that matches origin and method is used. One list names the
  // headers that a request may carry and those that an answer shows. W&B's documented document names Content-Type only.
  gcs: {
    list: 'cors',
    names: { allowedHeaders: 'responseHeader', exposedHeaders: 'responseHeader' },
    headersChoose: false,
    matchesOrigin: matchesStarAlone,
    matchesMethod: matchesStarAlone,
    matchesHeader: matchesStarAlone,
    exposes: matchesStarAlone,
    headerSets: [[], ['content-type']],
    needsEtag: false,
  },
  // Azure Storage REST reference, "CORS support": rules are read in order, and one that matches origin and method ends the
  // search even if it does not allow the headers.
  azure: {
    list: 'corsRules',
    names: { allowedHeaders: 'allowedHeaders', exposedHeaders: 'exposedHeaders' },
    headersChoose: false,
    matchesOrigin: matchesStar,
    matchesMethod: (pattern, method) => pattern === method,
    matchesHeader: matchesPrefix,
    exposes: matchesPrefix,
    headerSets: [[], ['content-type'], ['content-type', 'x-ms-blob-type'], [unlistedHeader]],
    needsEtag: true,
  },
};
