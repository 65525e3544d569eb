export default definePageConfig({
  navigationBarTitleText: '去哪里办最好',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
