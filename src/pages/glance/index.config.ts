export default definePageConfig({
  navigationBarTitleText: '全市余号一览',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
