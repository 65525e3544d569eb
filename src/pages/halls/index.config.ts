export default definePageConfig({
  navigationBarTitleText: '全部大厅',
  enablePullDownRefresh: true,
});
