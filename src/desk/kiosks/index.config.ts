export default definePageConfig({
  navigationBarTitleText: '智能签注机',
  enablePullDownRefresh: true,
});
