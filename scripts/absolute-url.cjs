// Stands in for node:url where node-fetch imports it: `url.parse` is deprecated, and newer versions of Node warn on stderr.
const url = require('node:url');

/** As `url.parse` for an absolute URL, with the names that node-fetch reads; of anything else, nothing. */
const parse = (text) => (URL.canParse(text) ? url.urlToHttpOptions(new URL(text)) : { protocol: null, hostname: null });

module.exports = { ...url, parse };
