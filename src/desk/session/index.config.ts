export default definePageConfig({
  navigationBarTitleText: '加开场次',
});
