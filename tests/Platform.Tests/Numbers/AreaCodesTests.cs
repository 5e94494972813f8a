using System.Globalization;
using PhoneNumbers;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Platform.Tests.Numbers;

public sealed class AreaCodesTests
{
    private static readonly string[] Provinces =
    [
        "Anhui", "Beijing", "Chongqing", "Fujian", "Gansu", "Guangdong", "Guangxi", "Guizhou", "Hainan", "Hebei", "Heilongjiang",
        "Henan", "Hubei", "Hunan", "Inner Mongolia", "Jiangsu", "Jiangxi", "Jilin", "Liaoning", "Ningxia", "Qinghai", "Shaanxi",
        "Shandong", "Shanghai", "Shanxi", "Sichuan", "Tianjin", "Tibet", "Xinjiang", "Yunnan", "Zhejiang",
    ];

    // Cities that joined a neighbour's code. libphonenumber describes the plan of today, so it places none of these.
    private static readonly Dictionary<string, string> Merged = new()
    {
        ["0378"] = "Henan", // Kaifeng, now 0371
        ["0410"] = "Liaoning", // Tieling, now 024
        ["0413"] = "Liaoning", // Fushun, now 024
        ["0414"] = "Liaoning", // Benxi, now 024
        ["0565"] = "Anhui", // Chaohu, now 0551
        ["0634"] = "Shandong", // Laiwu, now 0531
        ["0732"] = "Hunan", // Xiangtan, now 0731
        ["0733"] = "Hunan", // Zhuzhou, now 0731
        ["0852"] = "Guizhou", // Zunyi, now 0851
        ["0853"] = "Guizhou", // Anshun, now 0851
        ["0910"] = "Shaanxi", // Xianyang, now 029
    };

    [Test]
    public void All_31_provinces_of_the_mainland_are_there()
    {
        Assert.That(AreaCodes.All.Select(AreaCodes.ProvinceOf).Distinct(), Is.EquivalentTo(Provinces));
    }

    [Test]
    public void A_code_is_010_or_02x_or_0_and_three_digits()
    {
        Assert.That(AreaCodes.All, Has.All.Matches(@"^(010|02\d|0[3-9]\d\d)$"));
    }

    [Test]
    public void Every_code_is_listed_once_and_in_ascending_order()
    {
        Assert.That(AreaCodes.All, Is.Unique);
        Assert.That(AreaCodes.All, Is.EqualTo(AreaCodes.All.Order(StringComparer.Ordinal)));
    }

    [TestCase("Anhui", "Anqing 0556, Bengbu 0552, Bozhou and Fuyang 0558, Chaohu and Hefei 0551, Chizhou 0566, Chuzhou 0550")]
    [TestCase("Beijing", "Beijing 010")]
    [TestCase("Chongqing", "Chongqing 023")]
    [TestCase("Fujian", "Fuzhou 0591, Xiamen 0592, Quanzhou 0595")]
    [TestCase("Gansu", "Lanzhou 0931, Jiuquan and Jiayuguan 0937")]
    [TestCase("Guangdong", "Guangzhou 020, Shenzhen 0755, Zhuhai 0756, Foshan 0757, Dongguan 0769, Shanwei 0660")]
    [TestCase("Guangxi", "Nanning 0771, Guilin 0773")]
    [TestCase("Guizhou", "Guiyang 0851, Liupanshui 0858")]
    [TestCase("Hainan", "Haikou and Sanya 0898")]
    [TestCase("Hebei", "Shijiazhuang 0311, Qinhuangdao 0335")]
    [TestCase("Heilongjiang", "Harbin 0451, Daqing 0459")]
    [TestCase("Henan", "Zhengzhou 0371, Luoyang 0379, Sanmenxia 0398")]
    [TestCase("Hubei", "Wuhan 027, Yichang 0717")]
    [TestCase("Hunan", "Changsha 0731, Zhangjiajie 0744")]
    [TestCase("Inner Mongolia", "Hohhot 0471, Alxa 0483")]
    [TestCase("Jiangsu", "Nanjing 025, Suzhou 0512, Wuxi 0510, Suqian 0527")]
    [TestCase("Jiangxi", "Nanchang 0791, Yingtan 0701")]
    [TestCase("Jilin", "Changchun 0431, Jilin 0432")]
    [TestCase("Liaoning", "Shenyang 024, Dalian 0411")]
    [TestCase("Ningxia", "Yinchuan 0951, Zhongwei 0955")]
    [TestCase("Qinghai", "Xining 0971, Golmud 0979")]
    [TestCase("Shaanxi", "Xi'an 029, Yan'an 0911")]
    [TestCase("Shandong", "Jinan 0531, Qingdao 0532, Weihai 0631")]
    [TestCase("Shanghai", "Shanghai 021")]
    [TestCase("Shanxi", "Taiyuan 0351, Shuozhou 0349")]
    [TestCase("Sichuan", "Chengdu 028, Mianyang 0816, Liangshan 0834")]
    [TestCase("Tianjin", "Tianjin 022")]
    [TestCase("Tibet", "Lhasa 0891, Ngari 0897")]
    [TestCase("Xinjiang", "Urumqi 0991, Kashgar 0998")]
    [TestCase("Yunnan", "Kunming 0871, Dehong 0692, Diqing 0887")]
    [TestCase("Zhejiang", "Hangzhou 0571, Ningbo 0574, Wenzhou 0577, Zhoushan 0580")]
    public void A_city_is_in_its_province(string province, string cities)
    {
        foreach (var city in cities.Split(", "))
        {
            var areaCode = city.Split(' ')[^1];

            Assert.That(AreaCodes.IsKnown(areaCode), city);
            Assert.That(AreaCodes.ProvinceOf(areaCode), Is.EqualTo(province), city);
        }
    }

    [TestCase("755", Description = "without its 0, as in a landline number")]
    [TestCase("0086")]
    [TestCase("0400")]
    [TestCase("0978", Description = "accepted by libphonenumber, but of no city")]
    [TestCase("0755 ")]
    [TestCase("")]
    public void Any_other_code_is_unknown_and_in_no_province(string areaCode)
    {
        Assert.That(AreaCodes.IsKnown(areaCode), Is.False);
        Assert.That(AreaCodes.ProvinceOf(areaCode), Is.Null);
    }

    [Test]
    public void The_table_is_the_one_of_libphonenumber_and_the_merged_codes()
    {
        int[] candidates = [10, .. Enumerable.Range(20, 10), .. Enumerable.Range(300, 700)];
        var expected = candidates
            .Select(code => (AreaCode: $"0{code}", Province: LibphonenumberProvince(code)))
            .Where(entry => entry.Province is not null)
            .Concat(Merged.Select(entry => (entry.Key, (string?)entry.Value)));

        Assert.That(AreaCodes.All.Select(areaCode => (areaCode, AreaCodes.ProvinceOf(areaCode))), Is.EquivalentTo(expected));
    }

    // A local number has 7 or 8 digits, depending on the city. The answer is "Shenyang/Tieling/Fushun/Benxi, Liaoning", "Beijing",
    // only the country for a code of no place, or nothing for a number that cannot be.
    private static string? LibphonenumberProvince(int code)
    {
        string[] locals = ["2345678", "23456789"];

        return locals
            .Select(local => new PhoneNumbers.PhoneNumber.Builder()
                .SetCountryCode(86)
                .SetNationalNumber(ulong.Parse($"{code}{local}", CultureInfo.InvariantCulture))
                .Build())
            .Select(number => PhoneNumberOfflineGeocoder.GetInstance().GetDescriptionForNumber(number, Locale.English))
            .FirstOrDefault(place => place is not ("" or "China"))?
            .Split(", ")[^1];
    }
}
