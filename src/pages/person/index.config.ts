export default definePageConfig({
  navigationBarTitleText: '添加办证人',
});
