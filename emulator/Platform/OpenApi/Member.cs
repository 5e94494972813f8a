using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.OpenApi;

/// <summary>A parameter of a request, or a member of its body, as the document describes it.</summary>
internal sealed record Member(string Name, JsonObject Schema, string About, bool IsRequired = false)
{
    public Member Required => this with { IsRequired = true };

    public static Member Text(string name, string about, int most, int least = 0)
    {
        var schema = new JsonObject { ["type"] = "string", ["maxLength"] = most };
        if (least > 0)
        {
            schema["minLength"] = least;
        }

        return new Member(name, schema, about);
    }

    public static Member Any(string name, string about) => new(name, new JsonObject { ["type"] = "string" }, about);

    public static Member Number(string name, string about) =>
        new(name, new JsonObject { ["type"] = "string", ["pattern"] = @"^\+86", ["example"] = "+8613800000021" }, about);

    public static Member Integer(string name, string about, int least, int most, int? unlessGiven = null)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
        if (unlessGiven is not null)
        {
            schema["default"] = unlessGiven;
        }

        return new Member(name, schema, about);
    }

    public static Member Flag(string name, string about, bool unlessGiven = false) =>
        new(name, new JsonObject { ["type"] = "boolean", ["default"] = unlessGiven }, about);

    public static Member OneOf(string name, string about, params IEnumerable<string> allowed) =>
        new(name, new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. allowed.Select(word => JsonValue.Create(word))]) }, about);

    public static Member OneOf<T>(string name, string about, Choices<T> allowed)
        where T : struct, Enum => OneOf(name, about, allowed.Names);

    public static Member Duration(string name, string about) => new(name, new JsonObject { ["type"] = "string", ["example"] = "1m30s" }, about);

    public static Member Object(string name, string about, params IEnumerable<Member> members) => new(name, ObjectOf([.. members]), about);

    /// <summary>An object that may hold what is listed, and nothing else is said of it.</summary>
    public static JsonObject ObjectOf(IReadOnlyCollection<Member> members)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, member.Describe()))),
        };
        if (members.Any(member => member.IsRequired))
        {
            schema["required"] = new JsonArray([.. members.Where(member => member.IsRequired).Select(member => JsonValue.Create(member.Name))]);
        }

        return schema;
    }

    /// <summary>As a parameter in the query or in the path.</summary>
    public JsonObject Parameter(string place)
    {
        var parameter = new JsonObject { ["name"] = Name, ["in"] = place, ["required"] = IsRequired, ["schema"] = Schema.DeepClone() };
        if (About.Length > 0)
        {
            parameter["description"] = About;
        }

        return parameter;
    }

    /// <summary>As a member of a body.</summary>
    private JsonNode Describe()
    {
        var schema = Schema.DeepClone();
        schema["description"] = About;
        return schema;
    }
}
