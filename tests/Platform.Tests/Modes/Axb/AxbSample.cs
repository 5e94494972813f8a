using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

/// <summary>The numbers and bodies that the tests of AXB share.</summary>
internal static class AxbSample
{
    public const string Path = "/rest/caas/relationnumber/partners/v1.0";
    public const string A = "+8613800000021";
    public const string B = "+8613800000022";
    public const string C = "+8613800000023";
    public const string D = "+8613800000024";
    public const string Landline = "+8675528000001";

    /// <summary>The privacy number that most tests bind.</summary>
    public const string X = "+8617000000001";

    /// <summary>Another of the same application and city.</summary>
    public const string OtherX = "+8617000000002";

    public const string Success = "200 0 Success";
    public const string NotFound = "403 1012007 The record does not exist.";
    public const string Bound = "403 1012010 The relation number has been bound.";
    public const string NoneLeft = "403 1012008 Insufficient number of resources";
    public const string Foreign = "403 1012001 Resource of number is not to be applied.";

    public static ApplicationOptions Application => With((X, "0755"), (OtherX, "0755"));

    public static ApplicationOptions With(params (string Number, string AreaCode)[] numbers) => new()
    {
        Mode = Mode.Axb,
        Name = "axb",
        AppKey = "axb-key",
        AppSecret = "axb-secret",
        Numbers = [.. numbers.Select(number => new NumberOptions { Number = number.Number, AreaCode = number.AreaCode })],
    };

    public static string Invalid(string detail) => $"403 1010002 Invalid request.{detail}";

    /// <summary>A bind of A and B on X; each change sets a member, or with null takes it away.</summary>
    public static JsonObject Bind(params (string Name, JsonNode? Value)[] changes) =>
        Change(new JsonObject { ["callerNum"] = A, ["calleeNum"] = B, ["relationNum"] = X }, changes);

    /// <summary>The same without relationNum: the platform picks X.</summary>
    public static JsonObject Pick(params (string Name, JsonNode? Value)[] changes) => Change(Bind(("relationNum", null)), changes);

    public static async Task<string> BindAsync(this TestEmulator emulator, params (string Name, JsonNode? Value)[] changes)
    {
        var reply = await emulator.Api.PostAsync(Path, Bind(changes));
        Assert.That(reply.Summary, Is.EqualTo(Success));
        return reply["subscriptionId"];
    }

    public static async Task<JsonObject> QueryAsync(this TestEmulator emulator, string subscriptionId)
    {
        var reply = await emulator.Api.GetAsync(Path, ("subscriptionId", subscriptionId));
        Assert.That(reply.Summary, Is.EqualTo(Success));
        return reply.Json["relationNumList"]![0]!.AsObject();
    }

    private static JsonObject Change(JsonObject body, (string Name, JsonNode? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                body.Remove(name);
            }
            else
            {
                body[name] = value;
            }
        }

        return body;
    }
}
