export default definePageConfig({
  navigationBarTitleText: '今日工作台',
  enablePullDownRefresh: true,
});
