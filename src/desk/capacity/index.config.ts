export default definePageConfig({
  navigationBarTitleText: '号源',
  enablePullDownRefresh: true,
});
