export default definePageConfig({
  navigationBarTitleText: '我的号',
  enablePullDownRefresh: true,
});
