using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Modes.Axyb;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axyb;

/// <summary>The numbers, bodies and requests that the tests of AXYB share.</summary>
internal static class AxybSample
{
    public const string Path = "/rest/omp/xyrelationnumber/v1.0";
    public const string Key = "axyb-key";
    public const string A = "+8613800000021";
    public const string B = "+8613800000022";
    public const string C = "+8613800000023";
    public const string D = "+8613800000024";
    public const string Landline = "+8675528000001";

    public const string Success = "200 0 Success";
    public const string NotFound = "403 1016001 The record does not exist.";
    public const string NoneLeft = "403 1012008 Insufficient number of resources";

    public static ApplicationOptions Application => With(("0755", 3));

    public static ApplicationOptions With(params (string AreaCode, int Count)[] numbers) => new()
    {
        Mode = Emulator.Mode.Axyb,
        Name = "axyb",
        AppKey = Key,
        AppSecret = "axyb-secret",
        Numbers = [.. numbers.Select(number => new NumberOptions { AreaCode = number.AreaCode, Count = number.Count })],
    };

    public static string Invalid(string detail) => $"403 1010002 Invalid request.{detail}";

    /// <summary>An AX bind; each change sets a member, or with null takes it away.</summary>
    public static JsonObject Ax(params (string Name, JsonNode? Value)[] changes) =>
        Change(new JsonObject { ["origNum"] = A, ["areaCode"] = "0755" }, changes);

    public static JsonObject Yb(string subscriptionId, params (string Name, JsonNode? Value)[] changes) =>
        Change(new JsonObject { ["origNum"] = B, ["subscriptionId"] = subscriptionId }, changes);

    public static Task<ApiReply> PostAsync(this TestEmulator emulator, JsonObject body, string appKey = Key) =>
        emulator.Api.PostAsync($"{Path}?app_key={appKey}", body);

    public static Task<ApiReply> DeleteAsync(this TestEmulator emulator, params (string Name, string Value)[] query) =>
        emulator.Api.DeleteAsync(Path, [("app_key", Key), .. query]);

    public static Task<ApiReply> GetAsync(this TestEmulator emulator, params (string Name, string Value)[] query) =>
        emulator.Api.GetAsync(Path, [("app_key", Key), .. query]);

    public static async Task<(string Id, string X)> BindXAsync(this TestEmulator emulator, params (string Name, JsonNode? Value)[] changes)
    {
        var reply = await emulator.PostAsync(Ax(changes));
        Assert.That(reply.Summary, Is.EqualTo(Success));
        return (reply["subscriptionId"], reply["relationNumber"]);
    }

    /// <summary>The Y that B gets.</summary>
    public static async Task<string> BindYAsync(this TestEmulator emulator, string subscriptionId, params (string Name, JsonNode? Value)[] changes)
    {
        var reply = await emulator.PostAsync(Yb(subscriptionId, changes));
        Assert.That(reply.Summary, Is.EqualTo(Success));
        return reply["relationNumber"];
    }

    public static async Task<IReadOnlyList<JsonObject>> ListAsync(this TestEmulator emulator, string subscriptionId)
    {
        var reply = await emulator.GetAsync(("subscriptionId", subscriptionId));
        return reply.ResultCode == "0" ? [.. reply.Json["xyRelationNumList"]!.AsArray().Select(item => item!.AsObject())] : [];
    }

    /// <summary>The mode itself, for what would take thousands of requests.</summary>
    public static AxybMode Mode(this TestEmulator emulator) => (AxybMode)emulator.World.Mode;

    public static void SetStatus(this TestEmulator emulator, string number, NumberStatus status)
    {
        lock (emulator.World.Gate)
        {
            emulator.World.Numbers.Put(emulator.World.Numbers.Find(PhoneNumber.Parse(number))! with { Status = status });
        }
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
