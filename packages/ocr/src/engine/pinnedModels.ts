interface PinnedModel {
  /** Where it lies under the base, with a slash, if not there itself. */
  readonly folder?: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The models of all languages of `LANGUAGES` as they are in tessdata_fast at its tag 4.1.0 (commit 65727574dfcd264acbb0,
 * Apache-2.0), which is what Debian and Ubuntu install as tesseract-ocr-<name> 1:4.1.0. Digests of Debian's files; 27 of
 * them were compared with what others have published of the same tag, and agree.
 */
export const PINNED_MODELS: Readonly<Record<string, PinnedModel>> = {
  Tamil: {
    folder: "script/",
    bytes: 7_089_032,
    sha256: "6857e222c6977986915bd073f669c2cde33039dedde26603ed6be87b0a8d62bb",
  },
  amh: { bytes: 5_470_094, sha256: "3ec3311833a108e07d58a1152b00c0cf1848752e4f85769d46e8ca2b718a2ccc" },
  ara: { bytes: 1_432_056, sha256: "e3206d3dc87fd50c24a0fb9f01838615911d25168f4e64415244b67d2bb3e729" },
  aze: { bytes: 3_524_799, sha256: "a365310848aecb739f19369cb3831d4660fcd9345d798e91a3042455f9ccc9f0" },
  ben: { bytes: 855_841, sha256: "31163084c279aaebd376216f0c3d5c17ad4b5fee8db49dae79c20000b5de5964" },
  cat: { bytes: 1_146_012, sha256: "250db73cd5b380d2798581295dc12f20d0828cdb335a65d833d12dfdbf57117d" },
  ceb: { bytes: 716_214, sha256: "346a39de801495c93ece6656d018d7d19d298af7db42d82ebae99dfe8ee14961" },
  chi_sim: { bytes: 2_469_156, sha256: "a5fcb6f0db1e1d6d8522f39db4e848f05984669172e584e8d76b6b3141e1f730" },
  chi_tra: { bytes: 2_366_642, sha256: "529c5b5797d64b126065cd55f2bb4c7fd7b15790798091b1ff259941a829330b" },
  deu: { bytes: 1_525_436, sha256: "19d219bbb6672c869d20a9636c6816a81eb9a71796cb93ebe0cb1530e2cdb22d" },
  ell: { bytes: 1_419_514, sha256: "4fba8a0b461038d51f1c20d043d4f2ac38c4e778f1b90830847f7bd8fa3ba726" },
  eng: { bytes: 4_113_088, sha256: "7d4322bd2a7749724879683fc3912cb542f19906c83bcc1a52132556427170b2" },
  fas: { bytes: 431_500, sha256: "db1c0a91208aff00d3cf1ed2c1d23f76419afd5f024688b4f71adc3f2ce4a505" },
  fil: { bytes: 1_841_715, sha256: "2b17f68014ab44b88b5e2334ebcd0ce0090d9af7c6fbef6fab22e0bbd9a934dd" },
  fin: { bytes: 7_865_732, sha256: "61a04cd62b507c3d9ae0e1cda399e6715ebf49dea9df47897c8acdcd3bd3e13c" },
  fra: { bytes: 1_130_365, sha256: "ced037562e8c80c13122dece28dd477d399af80911a28791a66a63ac1e3445ca" },
  glg: { bytes: 2_554_555, sha256: "7947619c5544d86849f563bd737ad90dbea9f5319fbd838c4747a7a1cd40b260" },
  guj: { bytes: 1_418_394, sha256: "fa69658614b4946a9afae8853d67e0689838803dfa3d12c2e35ec53ee6f8df34" },
  hat: { bytes: 1_976_902, sha256: "842e489a0e0eb12c72b5cb12e9e6624aae5928de1d097d76445474c263ce8b5a" },
  heb: { bytes: 961_404, sha256: "11f9e43ab227f786352a50f75c94c2e9906f1baba86d93276da19da7ce0904db" },
  hin: { bytes: 1_122_751, sha256: "4c73ffc59d497c186b19d1e90f5d721d678ea6b2e277b719bee4e2af12271825" },
  hun: { bytes: 5_296_273, sha256: "35067e7cfe102dcdc953f9a758fdfaa6296b17a1ee6d874ee780fa306430b9fb" },
  hye: { bytes: 3_463_717, sha256: "b701d0d95799a716143dedb0197504e56f27a1bb133d6607ff5778c6988cb67c" },
  ind: { bytes: 1_122_661, sha256: "69786901da87ab8766c1ea7fbb10b28f2110c14da3f6c8f2735df131fba95d88" },
  ita: { bytes: 2_701_314, sha256: "b8f89e1e785118dac4d51ae042c029a64edb5c3ee42ef73027a6d412748d8827" },
  jav: { bytes: 2_982_741, sha256: "46107b6bed3bf2d9617e5e192e52524e368242543fead1a7175c363dddd400f2" },
  jpn: { bytes: 2_471_260, sha256: "1f5de9236d2e85f5fdf4b3c500f2d4926f8d9449f28f5394472d9e8d83b91b4d" },
  kan: { bytes: 3_608_331, sha256: "bd31e6b6ae93271e3bcf5383d306d8eefbb91542937cd6d735a5930c970e61d8" },
  kat: { bytes: 2_524_769, sha256: "557abb6f1c68bc1b286f1bdd00bb6b82f85a427a91899807dab6c2f6c7986731" },
  kaz: { bytes: 4_734_644, sha256: "fcc01eed3815a42b9c6321c4c9d3606f39b166cbf95ade98b7d8d12063eae53d" },
  khm: { bytes: 1_446_926, sha256: "47f110575341b322052f3becbefee61a3ecf1ef549352b5d4d33d28afe30d099" },
  kmr: { bytes: 3_568_615, sha256: "a3ef2daa828399ca8d6ae69edfa21ed21aa5abb3f868e2024d3235406312e7b6" },
  kor: { bytes: 1_677_415, sha256: "6b85e11d9bbf07863b97b3523b1b112844c43e713df8b66418a081fd1060b3b2" },
  lao: { bytes: 6_386_744, sha256: "20124962e93e68121e02c49a949d1f9df5db87dd62e5e4aa578362ca532444f8" },
  lat: { bytes: 3_187_463, sha256: "3859d8ba60404f4b79830622625bbc76fb4ee2808eac1ad360ffa77f0a533328" },
  mal: { bytes: 5_275_996, sha256: "bd05cbf1b197e7810d2903419aedb06f9ef77bfedf50b358673c1d18d707cdb4" },
  msa: { bytes: 1_747_801, sha256: "e41a3e5febfec50c90371eb1cbb17a48b10cad387900e3420b1f134c1b766cba" },
  mya: { bytes: 4_640_561, sha256: "02aa6c25cfe9e583fa7b5d4131eac948f962308983f0f397df077dea58212b03" },
  nep: { bytes: 1_002_911, sha256: "280ba9450b4f21afbf5985e0de87857b75a972577c50ef0603c141ddde4f1cb8" },
  nld: { bytes: 6_050_296, sha256: "ced0e5e046a84c908a6aa7accbef9a232c4a5d9a8276691b81c6ee64d02963f6" },
  pan: { bytes: 497_721, sha256: "1ec0907fc3534065ea9ae190c6bb7ec9e5c74fd9d2fa996aaec7407f11ad8131" },
  pol: { bytes: 4_765_518, sha256: "c4476cdbc0e33d898d32345122b7be1cbf85ace15f920f06c7714756e1ef79b2" },
  por: { bytes: 1_982_756, sha256: "c4932b937207a9514b7514d518b931a99938c02a28a5a5a553f8599ed58b7deb" },
  pus: { bytes: 1_772_087, sha256: "f15550bfe3a20ca781cf5afb7b2af6ee769c6521cf4bb990848e72856b484600" },
  que: { bytes: 5_026_336, sha256: "9a3f78b010254ae237a7ca89e65e6d0c349221e437ac1575df1877e63a76bf57" },
  ron: { bytes: 2_376_323, sha256: "9adfde6b51ba4b97efd10ea37c3070fd3fc2bad7815e81f5c3c198cd96216cc9" },
  rus: { bytes: 3_861_738, sha256: "e16e5e036cce1d9ec2b00063cf8b54472625b9e14d893a169e2b0dedeb4df225" },
  sin: { bytes: 1_727_413, sha256: "bc75c6df2375a30c9f7e759fa7d4b58ae3ecf9ce72668a702d01acb13e551422" },
  spa: { bytes: 2_294_433, sha256: "6f2e04d02774a18f01bed44b1111f2cd7f3ba7ac9dc4373cd3f898a40ea6b464" },
  sun: { bytes: 1_369_500, sha256: "fa939213b005b3477a1032b7222f63cd0b0ac486f83fd9554caf653d6e6c6ffe" },
  swa: { bytes: 2_167_651, sha256: "395439d1ec308535066cbaea9b15e0e4cc81f8609170af76ab7e7e8d3ec42f3e" },
  swe: { bytes: 4_167_034, sha256: "f7304988d41f833efebcc2d529df54b1903ecebbc3da1faabd19a0fddd4fe586" },
  tel: { bytes: 2_769_654, sha256: "d10691fddd5b67802e1c12800ebb321d3b8bcd8d24a2ac3ff206f93188c04ab5" },
  tha: { bytes: 1_072_600, sha256: "294227cc2d1292b0acb28d61d4115c88252b96d466ca90b417cf4cf0c67bf07c" },
  tur: { bytes: 4_550_554, sha256: "7393381111e1152420fc4092cb44eef4237580d21b92bf30d7d221aad192c6b7" },
  uig: { bytes: 2_794_272, sha256: "163b360268c39fc69e0c0dc9299c06dfe7a6c51ef8f33766da75022217b69b22" },
  ukr: { bytes: 3_825_102, sha256: "d59e53e2bded32f4445f124b4b00240fcac7e8044c003ab822ccb94f0b3db59b" },
  urd: { bytes: 1_398_718, sha256: "62e8250ce2a994106e313a82e26a516a39e2cf159d0ce3c5b5008387fd0d555f" },
  uzb: { bytes: 6_470_703, sha256: "0e39021eefe692906b50d9bd22e580fa57fe43fa35db6846ad8b6369ddc21ea8" },
  vie: { bytes: 531_275, sha256: "79df64caf7bcfb2a27df5042ecb6121e196eada34da774956995747636d5bfa1" },
  yid: { bytes: 545_606, sha256: "f9a3d74076460a505dc0c6b59a0f5bd1108c6436d570954223b3695988d1666d" },
  yor: { bytes: 963_400, sha256: "17ab3855f1ba9056183759a84e4c11cebf417a7d3c8c2cdcc37537d7fbffba3d" },
};

/** Where the pinned models lie, as `<base>/<folder><name>.traineddata`. */
export const PINNED_BASE = "https://raw.githubusercontent.com/tesseract-ocr/tessdata_fast/4.1.0";
