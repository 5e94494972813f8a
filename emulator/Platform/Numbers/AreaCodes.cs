using System.Collections.Frozen;

namespace PrivateNumber.Emulator.Numbers;

/// <summary>
/// The city codes of mainland China as the platform writes them in <c>areaCode</c>: with their leading 0 (<c>0755</c>, <c>010</c>; axb.md §1.1).
/// The province is what the loose match of <c>areaMatchMode</c> looks at when the city itself has no idle X (axb.md §4).
/// </summary>
internal static class AreaCodes
{
    // Source: geographic descriptions of Google libphonenumber for +86 (Apache-2.0), in libphonenumber-csharp 9.0.43.
    // One code can serve several cities (024, 028, 0731, 0851), but only one province.
    private static readonly (string Province, string Codes)[] InUse =
    [
        ("Anhui", "0550 0551 0552 0553 0554 0555 0556 0557 0558 0559 0561 0562 0563 0564 0566"),
        ("Beijing", "010"),
        ("Chongqing", "023"),
        ("Fujian", "0591 0592 0593 0594 0595 0596 0597 0598 0599"),
        ("Gansu", "0930 0931 0932 0933 0934 0935 0936 0937 0938 0939 0941 0943"),
        ("Guangdong", "020 0660 0662 0663 0668 0750 0751 0752 0753 0754 0755 0756 0757 0758 0759 0760 0762 0763 0766 0768 0769"),
        ("Guangxi", "0770 0771 0772 0773 0774 0775 0776 0777 0778 0779"),
        ("Guizhou", "0851 0854 0855 0856 0857 0858 0859"),
        ("Hainan", "0898"),
        ("Hebei", "0310 0311 0312 0313 0314 0315 0316 0317 0318 0319 0335"),
        ("Heilongjiang", "0451 0452 0453 0454 0455 0456 0457 0458 0459 0464 0467 0468 0469"),
        ("Henan", "0370 0371 0372 0373 0374 0375 0376 0377 0379 0391 0392 0393 0394 0395 0396 0398"),
        ("Hubei", "027 0710 0711 0712 0713 0714 0715 0716 0717 0718 0719 0722 0724 0728"),
        ("Hunan", "0730 0731 0734 0735 0736 0737 0738 0739 0743 0744 0745 0746"),
        ("Inner Mongolia", "0470 0471 0472 0473 0474 0475 0476 0477 0478 0479 0482 0483"),
        ("Jiangsu", "025 0510 0511 0512 0513 0514 0515 0516 0517 0518 0519 0523 0527"),
        ("Jiangxi", "0701 0790 0791 0792 0793 0794 0795 0796 0797 0798 0799"),
        ("Jilin", "0431 0432 0433 0434 0435 0436 0437 0438 0439"),
        ("Liaoning", "024 0411 0412 0415 0416 0417 0418 0419 0421 0427 0429"),
        ("Ningxia", "0951 0952 0953 0954 0955"),
        ("Qinghai", "0970 0971 0972 0973 0974 0975 0976 0977 0979"),
        ("Shaanxi", "029 0911 0912 0913 0914 0915 0916 0917 0919"),
        ("Shandong", "0530 0531 0532 0533 0534 0535 0536 0537 0538 0539 0543 0546 0631 0632 0633 0635"),
        ("Shanghai", "021"),
        ("Shanxi", "0349 0350 0351 0352 0353 0354 0355 0356 0357 0358 0359"),
        ("Sichuan", "028 0812 0813 0816 0817 0818 0825 0826 0827 0830 0831 0832 0833 0834 0835 0836 0837 0838 0839"),
        ("Tianjin", "022"),
        ("Tibet", "0891 0892 0893 0894 0895 0896 0897"),
        ("Xinjiang", "0901 0902 0903 0906 0908 0909 0990 0991 0992 0993 0994 0995 0996 0997 0998 0999"),
        ("Yunnan", "0691 0692 0870 0871 0872 0873 0874 0875 0876 0877 0878 0879 0883 0886 0887 0888"),
        ("Zhejiang", "0570 0571 0572 0573 0574 0575 0576 0577 0578 0579 0580"),
    ];

    // Source: the public numbering plan before these cities joined a neighbour's code. Customers' tables still hold the old ones:
    // Chaohu; Zunyi, Anshun; Kaifeng; Xiangtan, Zhuzhou; Tieling, Fushun, Benxi; Xianyang; Laiwu.
    private static readonly (string Province, string Codes)[] Merged =
    [
        ("Anhui", "0565"),
        ("Guizhou", "0852 0853"),
        ("Henan", "0378"),
        ("Hunan", "0732 0733"),
        ("Liaoning", "0410 0413 0414"),
        ("Shaanxi", "0910"),
        ("Shandong", "0634"),
    ];

    // Built on first use, so starting up pays nothing; a code listed twice throws.
    private static readonly FrozenDictionary<string, string> Provinces = InUse.Concat(Merged)
        .SelectMany(row => row.Codes.Split(' '), (row, code) => (code, row.Province))
        .ToFrozenDictionary(entry => entry.code, entry => entry.Province, StringComparer.Ordinal);

    /// <summary>Every code, in ascending order: a choice made from it with a seed is the same on every run.</summary>
    public static IReadOnlyCollection<string> All { get; } = [.. Provinces.Keys.Order(StringComparer.Ordinal)];

    public static bool IsKnown(string areaCode) => Provinces.ContainsKey(areaCode);

    /// <summary>The province in English (<c>Inner Mongolia</c>); null when the code is unknown.</summary>
    public static string? ProvinceOf(string areaCode) => Provinces.GetValueOrDefault(areaCode);
}
