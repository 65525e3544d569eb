export default definePageConfig({
  navigationBarTitleText: '无手机取号',
});
