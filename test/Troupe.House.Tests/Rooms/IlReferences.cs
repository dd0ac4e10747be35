using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Troupe.House.Tests.Rooms;

/// <summary>
/// Which types an assembly's types refer to, read from metadata and IL: signatures, fields, bases, attributes, locals and every instruction's
/// operand. Closures and state machines are nested types, so what they use counts for the type that holds them.
/// </summary>
internal sealed class IlReferences
{
    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private readonly MetadataReader _metadata;
    private readonly PEReader _image;
    private readonly Names _names;

    private IlReferences(PEReader image)
    {
        _image = image;
        _metadata = image.GetMetadataReader();
        _names = new Names(_metadata);
    }

    /// <summary>All references of an assembly between outermost types, each once, by full name.</summary>
    public static IReadOnlySet<(string From, string To)> Of(Assembly assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly.Location));
        return new IlReferences(image).Read();
    }

    private HashSet<(string From, string To)> Read()
    {
        var references = new HashSet<(string, string)>();
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var from = _names.OutermostOf(handle);
            _names.Found.Clear();
            ReadType(_metadata.GetTypeDefinition(handle));
            references.UnionWith(_names.Found.Where(to => to != from).Select(to => (from, to)));
        }

        return references;
    }

    private void ReadType(TypeDefinition type)
    {
        _names.Add(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            _names.Add(_metadata.GetInterfaceImplementation(implementation).Interface);
        }

        foreach (var attribute in type.GetCustomAttributes())
        {
            _names.Add(_metadata.GetCustomAttribute(attribute).Constructor);
        }

        foreach (var field in type.GetFields())
        {
            _metadata.GetFieldDefinition(field).DecodeSignature(_names, null);
        }

        foreach (var handle in type.GetMethods())
        {
            var method = _metadata.GetMethodDefinition(handle);
            method.DecodeSignature(_names, null);
            if (method.RelativeVirtualAddress != 0)
            {
                ReadBody(_image.GetMethodBody(method.RelativeVirtualAddress));
            }
        }
    }

    private void ReadBody(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
        }

        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            var value = (short)code.ReadByte();
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | code.ReadByte());
            }

            switch (OpCodes[value].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    _names.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += targets * sizeof(int);
                    break;
                case var operand:
                    code.Offset += SizeOf(operand);
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    /// <summary>Collects the names of the types that handles and signatures mention.</summary>
    private sealed class Names(MetadataReader metadata) : ISignatureTypeProvider<bool, object?>
    {
        public HashSet<string> Found { get; } = new(StringComparer.Ordinal);

        public string OutermostOf(TypeDefinitionHandle handle)
        {
            var type = metadata.GetTypeDefinition(handle);
            while (!type.GetDeclaringType().IsNil)
            {
                type = metadata.GetTypeDefinition(type.GetDeclaringType());
            }

            return FullName(type.Namespace, type.Name);
        }

        public void Add(EntityHandle handle)
        {
            switch (handle.IsNil ? default : handle.Kind)
            {
                case HandleKind.TypeDefinition when !handle.IsNil:
                    Found.Add(OutermostOf((TypeDefinitionHandle)handle));
                    break;
                case HandleKind.TypeReference:
                    Found.Add(OutermostOf((TypeReferenceHandle)handle));
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    AddMember(metadata.GetMemberReference((MemberReferenceHandle)handle));
                    break;
                case HandleKind.MethodSpecification:
                    var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(method.Method);
                    method.DecodeSignature(this, null);
                    break;
            }
        }

        private void AddMember(MemberReference member)
        {
            Add(member.Parent);
            if (member.GetKind() == MemberReferenceKind.Method)
            {
                member.DecodeMethodSignature(this, null);
            }
            else
            {
                member.DecodeFieldSignature(this, null);
            }
        }

        private string OutermostOf(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            while (type.ResolutionScope.Kind == HandleKind.TypeReference)
            {
                type = metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
            }

            return FullName(type.Namespace, type.Name);
        }

        private string FullName(StringHandle room, StringHandle name) =>
            room.IsNil ? metadata.GetString(name) : $"{metadata.GetString(room)}.{metadata.GetString(name)}";

        bool ISimpleTypeProvider<bool>.GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Found.Add(OutermostOf(handle));

        bool ISimpleTypeProvider<bool>.GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Found.Add(OutermostOf(handle));

        bool ISignatureTypeProvider<bool, object?>.GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, context);

        bool ISimpleTypeProvider<bool>.GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

        bool ISZArrayTypeProvider<bool>.GetSZArrayType(bool elementType) => false;

        bool IConstructedTypeProvider<bool>.GetArrayType(bool elementType, ArrayShape shape) => false;

        bool IConstructedTypeProvider<bool>.GetByReferenceType(bool elementType) => false;

        bool IConstructedTypeProvider<bool>.GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => false;

        bool IConstructedTypeProvider<bool>.GetPointerType(bool elementType) => false;

        bool ISignatureTypeProvider<bool, object?>.GetFunctionPointerType(MethodSignature<bool> signature) => false;

        bool ISignatureTypeProvider<bool, object?>.GetGenericMethodParameter(object? genericContext, int index) => false;

        bool ISignatureTypeProvider<bool, object?>.GetGenericTypeParameter(object? genericContext, int index) => false;

        bool ISignatureTypeProvider<bool, object?>.GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => false;

        bool ISignatureTypeProvider<bool, object?>.GetPinnedType(bool elementType) => false;
    }
}
