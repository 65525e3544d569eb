export default definePageConfig({
  navigationBarTitleText: '现场取号',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
