namespace PrivateNumber.Emulator.Calls;

/// <summary>How CDRs name the place of a recording (call-notifications.md §2.5).</summary>
internal static class RecordStore
{
    public const string Domain = "ostor.huawei.com";

    public static string BucketOf(string appKey) => "sp-" + appKey.ToLowerInvariant();
}
