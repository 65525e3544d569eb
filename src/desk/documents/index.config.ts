export default definePageConfig({
  navigationBarTitleText: '证件进度',
  enablePullDownRefresh: true,
});
