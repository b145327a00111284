/** The shop behind the second server; every id is made up. Shapes: reference parts 1, 5, 6, 7. */
export const shop = {
  token: 'EAAGsecondservertoken0123456789',
  appId: '330000000000003',
  appSecret: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  businessId: '440000000000004',
  wabaId: '550000000000005',
  phoneNumberId: '660000000000006',
  catalogId: '770000000000007',
  displayPhoneNumber: '+852 5550 1000',
  waId: '85255501000',
} as const

export const numberNode = {
  id: shop.phoneNumberId,
  display_phone_number: shop.displayPhoneNumber,
  verified_name: 'Box Shop',
  country_dial_code: '852',
  code_verification_status: 'VERIFIED',
  name_status: 'APPROVED',
  status: 'CONNECTED',
  quality_rating: 'GREEN',
  platform_type: 'CLOUD_API',
  account_mode: 'LIVE',
  is_on_biz_app: false,
  is_pin_enabled: true,
  is_official_business_account: false,
  throughput: { level: 'STANDARD' },
  whatsapp_business_manager_messaging_limit: 'TIER_2K',
  health_status: {
    can_send_message: 'AVAILABLE',
    entities: [{ entity_type: 'PHONE_NUMBER', id: shop.phoneNumberId, can_send_message: 'AVAILABLE' }],
  },
}

export const accountNode = {
  id: shop.wabaId,
  name: 'Box Shop',
  currency: 'HKD',
  timezone_id: '61',
  account_review_status: 'APPROVED',
  business_verification_status: 'verified',
  status: 'ACTIVE',
  primary_funding_id: '990000000000009',
  marketing_messages_onboarding_status: 'ELIGIBLE',
  owner_business_info: { id: shop.businessId, name: 'Box Shop Ltd' },
  health_status: { can_send_message: 'AVAILABLE', entities: [{ entity_type: 'WABA', id: shop.wabaId, can_send_message: 'AVAILABLE' }] },
}

const template = (id: string, name: string, components: readonly unknown[], more: object = {}) => ({
  id,
  name,
  status: 'APPROVED',
  category: 'MARKETING',
  language: 'en',
  quality_score: { score: 'GREEN' },
  rejected_reason: 'NONE',
  ...more,
  components,
})

/** One template of each shape that a shop uses, on two pages. */
export const templates = [
  template('111111111111111101', 'autumn_sale', [
    { type: 'HEADER', format: 'TEXT', text: 'For you, {{1}}', example: { header_text: ['Mei'] } },
    { type: 'BODY', text: 'Our autumn box is here, until {{1}}.', example: { body_text: [['30 Nov']] } },
    { type: 'FOOTER', text: 'Reply STOP to leave' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Stop promotions' },
        { type: 'URL', text: 'See it', url: 'https://shop.example/{{1}}', example: ['https://shop.example/p/1'] },
      ],
    },
  ]),
  template(
    '111111111111111102',
    'code_for_you',
    [
      {
        type: 'BODY',
        text: 'Hi {{first_name}}, use your code.',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Mei' }] },
      },
      { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', text: 'Copy code', example: ['BOX10'] }] },
    ],
    { parameter_format: 'NAMED' },
  ),
  template('111111111111111103', 'see_catalog', [
    { type: 'BODY', text: 'Everything that is new.' },
    { type: 'BUTTONS', buttons: [{ type: 'CATALOG', text: 'View catalog' }] },
  ]),
  template('111111111111111104', 'order_ready', [{ type: 'BODY', text: 'Your order is ready.' }], {
    category: 'UTILITY',
    language: 'en_US',
  }),
]

/** Products with prices as Meta shows them, on two pages. */
export const products = ['$1,299.00', 'HK$480.00', '¥1,200', 'R$ 19,90', '₹499.00'].map((price, index) => ({
  id: `88000000000000${index}`,
  retailer_id: `SKU-${index + 1}`,
  name: `Box ${index + 1}`,
  description: 'A box',
  price,
  currency: ['USD', 'HKD', 'JPY', 'BRL', 'INR'][index],
  availability: index === 4 ? 'out of stock' : 'in stock',
  image_url: `https://shop.example/${index + 1}.jpg`,
  review_status: 'approved',
  visibility: 'published',
}))

export const profile = {
  about: 'Boxes for every day',
  address: '1 Road, Hong Kong',
  description: 'We make boxes.',
  email: 'box@shop.example',
  messaging_product: 'whatsapp',
  websites: ['https://shop.example/'],
  vertical: 'RETAIL',
}
