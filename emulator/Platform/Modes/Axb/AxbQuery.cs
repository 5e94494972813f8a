using System.Globalization;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>QueryAXBBinding (axb.md §6).</summary>
internal static class AxbQuery
{
    public const int MinPageSize = 10;
    public const int MaxPageSize = 100;
    public const int DefaultPageSize = 50;

    private static readonly string[] Filters = ["callerNum", "calleeNum"];

    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var axb = call.Axb();
        var subscriptionId = p.Text("subscriptionId", 1, Longest.SubscriptionId);
        var pageIndex = PageIndex(p);
        var pageSize = PageSize(p);

        // Paging matters only where all bindings of X are listed (axb.md §6.1).
        var paged = subscriptionId is null && !Filters.Any(p.Has);
        if (pageIndex is null && paged)
        {
            p.Refuse("pageIndex", "pageIndex is mandatory where all bindings of X are listed.", "an integer");
        }

        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        if (subscriptionId is not null)
        {
            return axb.Find(subscriptionId) is { } binding ? Found(call, [binding], 1, pageIndex ?? 1, pageSize) : call.NotFound("subscriptionId", subscriptionId);
        }

        if (!p.Has("relationNum"))
        {
            return call.Refuse(
                ResultCodes.InvalidRequest, "relationNum or subscriptionId is mandatory.", "relationNum", "a number of the application", "nothing", detail: "relationNum");
        }

        var (x, refusal) = AxbLocator.X(call);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!paged)
        {
            if (Array.Find(Filters, name => Raw(p, name)?.StartsWith(' ') == true) is { } unescaped)
            {
                return call.Refuse(
                    ResultCodes.NumberNotApplied, "A raw + in a URL is a blank: write %2B (decision D15).", unescaped, "a number with %2B86", Raw(p, unescaped));
            }

            return Filter(call, x) is { } binding ? Found(call, [binding], 1, pageIndex ?? 1, pageSize) : call.NotFound("callerNum", $"{Raw(p, "callerNum")} {Raw(p, "calleeNum")}");
        }

        var all = axb.On(x);
        return all.Count == 0
            ? call.NotFound("relationNum", x.Value)
            : Found(call, [.. all.Skip((int)Math.Min((pageIndex!.Value - 1L) * pageSize, int.MaxValue)).Take(pageSize)], all.Count, pageIndex.Value, pageSize);
    }

    /// <summary><c>callerNum</c> is A, <c>calleeNum</c> is B; with both, the binding of exactly this pair.</summary>
    private static AxbBinding? Filter(ApiCall call, PhoneNumber x)
    {
        var (a, b) = (Raw(call.Parameters, "callerNum"), Raw(call.Parameters, "calleeNum"));
        var binding = call.Axb().Find(x, PhoneNumber.Verbatim(a ?? b!));
        return binding is not null && (a is null || binding.A.Value == a) && (b is null || binding.B.Value == b) ? binding : null;
    }

    private static string? Raw(Parameters p, string name) => p.Text(name, 0, int.MaxValue);

    /// <summary>From 1; what is below counts as 1 (axb.md §6.2). Null is no integer.</summary>
    private static int? PageIndex(Parameters p) => Raw(p, "pageIndex") switch
    {
        null => 1,
        var text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? Math.Max(1, index) : null,
    };

    /// <summary>Absent or out of range it is 50: no error, and not clamped (axb.md §6.1).</summary>
    private static int PageSize(Parameters p) =>
        int.TryParse(Raw(p, "pageSize"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= MinPageSize and <= MaxPageSize ? size : DefaultPageSize;

    private static ApiAnswer Found(ApiCall call, IReadOnlyList<AxbBinding> page, int total, int pageIndex, int pageSize) => ApiAnswer.Success(
        new AxbQueryAnswer(
            ResultCodes.Success.Code, ResultCodes.Success.Text, call.World.Application.AppKey!, [.. page.Select(Info)], total, pageIndex, pageSize),
        PlatformJson.Wire.AxbQueryAnswer);

    private static RelationNumInfo Info(AxbBinding binding) => new(
        binding.SubscriptionId,
        binding.X.Value,
        binding.A.Value,
        binding.B.Value,
        AxbView.Flag(binding.RecordFlag),
        binding.RecordHintTone,
        PlatformTime.Beijing(binding.SubscribeTime),
        binding.CallDirection,
        binding.Duration,
        binding.MaxDuration,
        binding.UserData);
}
