export default definePageConfig({
  navigationBarTitleText: '办证前看一看',
  enableShareAppMessage: true,
});
