/**
 * Alipay's templates in WeChat's words, change by change. The two languages differ in the names of attributes, of
 * events and of script files, and in nothing that needs understanding; the order of the changes does not matter.
 */
export function axmlToWxml(axml: string): string {
  return axml
    .replace(/<import-sjs\b([^>]*)>/g, (_, attributes: string) => `<wxs${asWxsAttributes(attributes)}>`)
    .replace(/<\/import-sjs>/g, '</wxs>')
    .replace(/(<(?:import|include)\b[^>]*\bsrc="[^"]*)\.axml"/g, '$1.wxml"')
    .replace(/(\s)a:([a-z-]+)=/g, '$1wx:$2=')
    .replace(
      /(\s)on([A-Z]\w*)=/g,
      (_, space: string, event: string) => `${space}bind:${event.toLowerCase()}=`,
    )
    .replace(
      /(\s)catch([A-Z]\w*)=/g,
      (_, space: string, event: string) => `${space}catch:${event.toLowerCase()}=`,
    );
}

/** `<import-sjs name="xs" from="./utils.sjs" />` is `<wxs module="xs" src="./utils.wxs" />`. */
function asWxsAttributes(attributes: string): string {
  return attributes.replace(/\bname=/, 'module=').replace(/\bfrom="([^"]*)\.sjs"/, 'src="$1.wxs"');
}

/** A script of Alipay's templates is an ES module with one default export and imports of other scripts. */
export function sjsToWxs(sjs: string): string {
  return sjs
    .replace(/^\s*import\s+(\w+)\s+from\s+(['"])(.*?)\.sjs\2;?/gm, "var $1 = require('$3.wxs');")
    .replace(/\bexport\s+default\b/, 'module.exports =');
}
