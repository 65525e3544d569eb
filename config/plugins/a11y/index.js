const path = require('node:path');
const { components } = require('./components');

/** Taro 4.2 drops `aria-*` from the templates of mini-programs; this carries it to the screen reader. */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return; // The web needs nothing.
      platform.template.mergeComponents(ctx, components);
      platform.runtimePath = [].concat(platform.runtimePath, path.resolve(__dirname, 'runtime.js'));
    },
  });
};
