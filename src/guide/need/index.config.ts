export default definePageConfig({
  navigationBarTitleText: '我该办什么？',
  enableShareAppMessage: true,
});
