export default definePageConfig({
  navigationBarTitleText: '材料、费用和时限',
  enableShareAppMessage: true,
});
