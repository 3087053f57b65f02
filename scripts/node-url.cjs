// Stands in for the package whatwg-url: Node has these classes itself.
const { URL, URLSearchParams } = require('node:url');

module.exports = { URL, URLSearchParams };
