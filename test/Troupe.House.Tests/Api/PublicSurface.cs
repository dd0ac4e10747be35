using System.Reflection;
using System.Text;

namespace Troupe.House.Tests.Api;

/// <summary>The public surface of an assembly as sorted lines of C#-like text.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(short)] = "short", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(char)] = "char",
    };

    /// <summary>All lines, one per type and member.</summary>
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append($"{KindOf(type)} {type.Namespace}.{NameOf(type)}{BasesOf(type)}\n");
            foreach (var line in type.GetMembers(Declared).Select(Line).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append($"    {line}\n");
            }
        }

        return text.ToString();
    }

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string BasesOf(Type type)
    {
        var bases = type.IsEnum || type.BaseType is null || type.BaseType == typeof(object) || type.BaseType == typeof(ValueType) ? [] : new[] { type.BaseType };
        var names = bases.Concat(type.GetInterfaces().Where(contract => contract.Namespace!.StartsWith("Troupe", StringComparison.Ordinal))).Select(NameOf).ToArray();
        return names.Length == 0 ? "" : " : " + string.Join(", ", names);
    }

    // Members that the compiler writes for records say nothing that the properties do not say.
    private static string? Line(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) && member is not PropertyInfo => null,
        FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } value => $"{value.Name} = {Convert.ToInt64(value.GetRawConstantValue(), null)}",
        FieldInfo { IsLiteral: true, IsPublic: true } constant => $"const {NameOf(constant.FieldType)} {constant.Name} = {constant.GetRawConstantValue()}",
        FieldInfo { IsPublic: true, DeclaringType.IsEnum: false } field => $"{NameOf(field.FieldType)} {field.Name}",
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) && !IsCopy(constructor) => $"{Modifiers(constructor)}new({Parameters(constructor)})",
        PropertyInfo property when Accessor(property) is { } accessor => $"{Modifiers(accessor)}{NameOf(property.PropertyType)}{Mark(Nullability.Create(property))} {property.Name} {Accessors(property)}",
        EventInfo occurrence => $"event {NameOf(occurrence.EventHandlerType!)} {occurrence.Name}",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsOverride(method) =>
            $"{Modifiers(method)}{NameOf(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter))} {NameOf(method)}({Parameters(method)})",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method;

    private static bool IsCopy(ConstructorInfo constructor) => constructor.IsFamily && constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType;

    private static MethodInfo? Accessor(PropertyInfo property) =>
        property.Name == "EqualityContract" ? null : new[] { property.GetMethod, property.SetMethod }.FirstOrDefault(accessor => accessor is not null && IsVisible(accessor));

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "") + (method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : "");

    private static string Accessors(PropertyInfo property)
    {
        var required = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)) ? " required" : "";
        var set = property.SetMethod is not { } setter || !IsVisible(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)) ? " init;" : " set;";
        return $"{{{(property.GetMethod is null ? "" : " get;")}{set}{required} }}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters()
        .Select(parameter => $"{NameOf(parameter.ParameterType)}{Mark(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")}"));

    private static string Mark(NullabilityInfo info) => !info.Type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "";

    private static string NameOf(MethodInfo method) =>
        method.IsGenericMethod ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : method.Name;

    private static string NameOf(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return NameOf(value) + "?";
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        var name = type.IsByRef ? "ref " + NameOf(type.GetElementType()!) : type.Name.Split('`')[0];
        name = type is { IsNested: true, IsGenericParameter: false } ? $"{NameOf(type.DeclaringType!)}.{name}" : name;
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }
}
