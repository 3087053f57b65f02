// Stands in for `string-width` in the bundle: the table measures each cell character by character while it truncates,
// and most cells are plain text, whose width is its length. Anything else is measured as ever.
const measure = require('string-width');

const plain = /^[ -~·…]*$/;

module.exports = (text) => (typeof text === 'string' && plain.test(text) ? text.length : measure(text));
