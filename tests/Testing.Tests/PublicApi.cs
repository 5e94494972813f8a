using System.Reflection;
using System.Runtime.CompilerServices;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>Writes down what an assembly offers, one line for each member, so that a review sees each change.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly) => string.Concat(
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type => $"{Head(type)}\n{Members(type)}\n"));

    private static string Members(Type type) => string.Concat(type.IsEnum
        ? Enum.GetNames(type).Select(name => $"  {name} = {Convert.ToInt32(Enum.Parse(type, name), null)}\n")
        : type.GetMembers(Declared)
            .Where(IsWritten)
            .Select(member => (member.Name, Text: Line(member)))
            .OrderBy(line => line.Name, StringComparer.Ordinal)
            .ThenBy(line => line.Text, StringComparer.Ordinal)
            .Select(line => $"  {line.Text}\n"));

    /// <summary>What the compiler makes for records says nothing; accessors stand at their property.</summary>
    private static bool IsWritten(MemberInfo member) =>
        !member.GetCustomAttributesData().Any(data => data.AttributeType.Name == "CompilerGeneratedAttribute")
        && member is not MethodInfo { IsSpecialName: true, Name: not "op_Implicit" }
        && member is not Type;

    private static string Head(Type type) => (type.IsEnum, type.IsValueType, type.IsAbstract && type.IsSealed) switch
    {
        (true, _, _) => $"enum {type.FullName}",
        (_, true, _) => $"struct {type.FullName}",
        (_, _, true) => $"static class {type.FullName}",
        _ => $"{(type.IsSealed ? "sealed " : "")}class {type.FullName}{Bases(type)}",
    };

    private static string Bases(Type type)
    {
        var bases = type.GetInterfaces().Where(known => known.Name is "IDisposable" or "IAsyncDisposable").Select(Name);
        var all = type.BaseType == typeof(object) ? bases : bases.Prepend(Name(type.BaseType!));
        return string.Join(", ", all) is { Length: > 0 } text ? " : " + text : "";
    }

    private static string Line(MemberInfo member) => member switch
    {
        PropertyInfo property => $"{Prefix(property)}{Name(Nullability.Create(property))} {Indexed(property)} {{ {Accessors(property)} }}",
        ConstructorInfo made => $"new({Parameters(made)})",
        MethodInfo method => $"{Prefix(method)}{Name(Nullability.Create(method.ReturnParameter))} {method.Name}({Parameters(method)})",
        _ => member.ToString()!,
    };

    private static string Indexed(PropertyInfo property) =>
        property.GetIndexParameters() is [var index] ? $"this[{Name(index.ParameterType)}]" : property.Name;

    private static string Prefix(PropertyInfo property) =>
        Prefix(property.GetMethod!) + (property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "");

    private static string Prefix(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Accessors(PropertyInfo property) => property.SetMethod switch
    {
        { IsPublic: true } set when set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") => "get; init;",
        { IsPublic: true } => "get; set;",
        _ => "get;",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")}"));

    private static string Name(NullabilityInfo info) =>
        NameOf(info.Type, info.GenericTypeArguments.Select(Name))
        + (info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "");

    private static string Name(Type type) => NameOf(type, type.GetGenericArguments().Select(Name));

    private static string NameOf(Type type, IEnumerable<string> arguments) => Nullable.GetUnderlyingType(type) is { } value
        ? Name(value) + "?"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>" : type.Name;
}
