using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>A relation as the control API shows it: what its bind was answered, what a query lists, and when it ends.</summary>
internal static class AxybView
{
    public static JsonObject Of(AxPart ax) => Of(ax, XyRelationNumInfo.Of(ax), ax.ExpiresAt);

    public static JsonObject Of(YbPart yb) => Of(yb.Ax, XyRelationNumInfo.Of(yb), yb.Ax.ExpiresAt < yb.ExpiresAt ? yb.Ax.ExpiresAt : yb.ExpiresAt ?? yb.Ax.ExpiresAt);

    private static JsonObject Of(AxPart ax, XyRelationNumInfo info, DateTimeOffset? expiresAt)
    {
        var view = new JsonObject
        {
            ["subscriptionId"] = ax.SubscriptionId,
            ["origNum"] = ax.A.Value,
            ["relationNumber"] = ax.X.Value,
            ["areaCode"] = ax.AreaCode,
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(info, PlatformJson.Wire.XyRelationNumInfo)!.AsObject())
        {
            view[name] = value?.DeepClone();
        }

        view["expiresAt"] = expiresAt?.UtcDateTime;
        return view;
    }
}
