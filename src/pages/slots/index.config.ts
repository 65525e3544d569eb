export default definePageConfig({
  navigationBarTitleText: '选大厅和时间',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
