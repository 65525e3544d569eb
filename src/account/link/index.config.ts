export default definePageConfig({ navigationBarTitleText: '关联微信和支付宝' });
