export default definePageConfig({
  navigationBarTitleText: '出入境预约',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
